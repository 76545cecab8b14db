/** 设立对话的用语。 */
export const convening = {
  rename: '更改对话名称',
  dialogueTitle: '对话名称',
  renameNote: '新名称立即对所有人显示。已发布的内容保留原名称。',
  renameDelegation: '更改代表团{{label}}的名称',
  letterNote: '字母与颜色依代表团添加的先后而定。',
  further: '设立另一项对话',
  foundNow: '设立',
  furtherNote: '新对话有自己的人员、规则和记录，由您召集；本对话的人员须经邀请方可加入。',
  delegationFirst: '尚无代表团。请先关闭此窗口，添加代表团，再邀请其成员。',
}
