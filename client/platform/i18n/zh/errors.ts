/** 每一种拒绝各有一句说明，并指出可行的办法。 */
export const errors: Readonly<Record<string, string>> = {
  'client/offline': '目前没有连接。请待连接恢复后重试。',
  'client/timeout': '未及时收到答复。请先确认操作是否已完成，如未完成再行重试。',
  'client/unreachable': '无法连接服务器。请检查网络后重试。',
  'client/unexpected-answer': '无法识别服务器的答复。请重新载入页面。',

  'identity/wrong-credentials': '电子邮件地址与密码不符。请核对后重新输入。',
  'identity/not-signed-in': '登录已失效。请重新登录。',
  'identity/signed-out': '您已退出登录。如需继续，请重新登录。',
  'identity/revoked': '您的权限已变更。请重新登录；如有疑问，请联系召集人。',
  'identity/too-many-attempts': '尝试次数过多。请于数分钟后重试。',
  'identity/not-permitted': '您的身份不允许此项操作。如有需要，请与主持人联系。',
  'identity/not-a-member': '您不是本次对话的成员。请联系召集人发出邀请。',
  'identity/demo-off': '此处未开放演示。请使用电子邮件地址和密码登录。',

  'http/not-found': '此地址没有内容。请返回“我的对话”。',
  'http/invalid-input': '提交的内容格式有误。请检查所填内容。',
  'http/too-large': '内容过大，无法提交。请拆分后重试。',
  'http/internal': '服务器出错。请重试；如再次出错，请告知秘书处。',
  'record/invalid-command': '提交的内容格式有误。请检查所填内容。',
  'record/unknown-dialogue': '该对话不存在，或未向您开放。',

  'dialogues/ground-rules-changed': '基本规则已有变更。请阅读新版本后再予接受。',
  'dialogues/head-seat-taken': '该代表团已有团长。请先变更其身份。',
  'dialogues/member-known': '此人已是本次对话的成员。',
  'dialogues/not-oneself': '不能对本人进行此项操作。请由另一位召集人办理。',
  'dialogues/role-and-delegation': '团长、代表和顾问须归属代表团；其他身份则不归属代表团。',
  'dialogues/too-many-delegations': '对话不能再增加代表团。',
  'dialogues/unknown-delegation': '该代表团不在本次对话之列。请重新载入页面。',
  'dialogues/unknown-member': '此人不是本次对话的成员。',
  'dialogues/unknown-topic': '该议题不在本次对话之列。请重新载入页面。',

  'sessions/already-waiting': '您已在发言名单上。',
  'sessions/another-open': '另有会议正在进行。请先将其闭会。',
  'sessions/ends-before-start': '会议结束时间早于开始时间。请修改其中一项。',
  'sessions/no-delegation': '仅代表团成员可要求发言。',
  'sessions/not-open': '目前没有会议在进行。会议由主持人宣布开始。',
  'sessions/not-planned': '该会议已经开始。',
  'sessions/not-your-floor': '发言权目前属于他人。',
  'sessions/session-closed': '该会议已结束，议程不能再作变更。',
  'sessions/unknown-item': '议程上没有此项。请重新载入页面。',
  'sessions/unknown-request': '该发言要求已撤回。',
  'sessions/unknown-session': '该会议不在本次对话之列。请重新载入页面。',

  'proposals/clause-locked': '该条款已锁定为交付表决的文字。',
  'proposals/language-missing': '该条款有一种语言尚无文字。请先行补写。',
  'proposals/nothing-to-issue': '自上一修订稿以来并无变更。',
  'proposals/too-many-clauses': '提案不能再增加条款。请另立提案。',
  'proposals/unknown-clause': '该条款已不在提案之中。',
  'proposals/unknown-proposal': '该案文不在本次对话之列，或未向您开放。',
  'proposals/words-changed': '文字已有变动。请重新阅读后再行操作。',
  'proposals/wrong-phase': '本阶段不得修改共同案文。阶段由主持人变更。',
  'proposals/deletions-only': '审议阶段只可删去文字或方括号，不得新增。',

  'positions/no-delegation': '仅代表团可表明立场。',
  'positions/reason-required': '表示反对须说明理由。请填写后重试。',
  'positions/superseded': '贵代表团已表明更新的立场。请先查看。',
  'positions/unknown-position': '该立场已不存在。请重新载入页面。',

  'agreement/already-answered': '贵代表团已就此项表决作出答复。',
  'agreement/ballot-closed': '该项表决已经结束。',
  'agreement/ballot-open': '该条款正在表决。请先结束表决。',
  'agreement/not-on-roll': '此项表决不征询贵代表团的意见。',
  'agreement/nothing-to-confirm': '此处没有待核准的同意需要确认。',
  'agreement/reason-required': '此项答复须说明理由。请填写后重试。',
  'agreement/roll-too-short': '表决须有至少两个设有团长的代表团。',
  'agreement/text-changed': '文字与您先前所见已有不同。请重新阅读后再作决定。',
  'agreement/unknown-ballot': '该项表决已不存在。请重新载入页面。',

  'text/locked': '该条款已锁定，最后写入的内容未被接受。系统将提供其副本。',
  'text/not-writable': '您可以阅读此案文，但不能修改。',
  'text/too-large': '此段内容过长，无法一次写入。请分段插入。',
  'text/too-fast': '变更过于频繁。请稍候。',
}

/** 用于没有专门说明的代码。 */
export const unknownError =
  '此项操作未能完成（{{code}}）。请重新载入页面；如再次出现，请告知秘书处。'
