import type { Catalogue } from '../catalogue.ts'

/** 案文书写：保存、未发送文字与本人设备。 */
export const typing: Catalogue['typing'] = {
  clause: {
    saving: '正在保存……',
    offline: '尚未发送',
    refused: '未被接受',
    notYet: '连接已中断，恢复连接后方可编辑本条款。',
  },
  offline: {
    durable: '连接已中断。所写内容加密保存于本设备，连接恢复后自动发送。',
    memory: '连接已中断。所写内容仅保存于本窗口，连接恢复后自动发送；请勿关闭或重新加载。',
  },
  waiting_other: '未连接；{{count}} 处修改待发送',
  unsent: {
    copy: '复制我的文字',
    copied: '您的文字已复制到剪贴板。',
    putBack: '放回原处',
    noPlace: '该段文字其间已有变动，无法确定您的文字的位置。请复制后自行放到应在之处。',
    dismiss: '不再显示',
    offer: '您的文字：',
    removed: '（您已删去：{{words}}）',
    elsewhere: '您在另一案文中的文字未被接受。',
    show: '查看',
    astray: '您所写的文字属于一份已不再对您开放的案文。',
  },
  device: {
    title: '本设备',
    own: '这是我本人的设备',
    ownNote:
      '尚未发送的文字在重新加载后仍可保留：以只交给您本人登录的密钥加密保存于此，退出登录时清除。',
    memoryNote: '否则，未发送的文字仅保存于打开的窗口。',
    impossible: '此页面未使用安全连接，无法在此加密保存。',
  },
  signOut: {
    title: '尚有未发送的文字，仍要退出？',
    ask: '您所写的部分文字尚未到达服务器，退出登录将从本设备清除。请打开案文，待全部保存后再退出，或先行复制。',
    anyway: '退出并放弃这些文字',
  },
}
