/** 账户相关的各项拒绝说明。 */
export const identityErrors: Readonly<Record<string, string>> = {
  'identity/reauthenticate': '此项未予办理：须再次证明身份。请重试并确认。',
  'identity/wrong-proof': '未能证明您的身份。请核对后重试。',
  'identity/wrong-passkey': '此通行密钥不能打开这里的账户。请换用其他通行密钥或密码。',
  'identity/wrong-code': '验证码与当前不符。请校准设备时钟，输入下一个验证码。',
  'identity/passkey-cancelled': '设备未提供通行密钥。请重试，或改用其他方式。',
  'identity/too-late': '用时过长。请从输入密码重新开始。',
  'identity/codes-in-force': '一次性验证码已启用。请先将其移除。',
  'identity/no-second-factor':
    '恢复码用于代替第二重验证，而您尚未设置。请先设置通行密钥或一次性验证码。',
  'identity/unknown-link': '此链接已使用、已过期或不完整。请索取新的链接。',
  'identity/password-short': '密码过短。请至少使用 12 个字符。',
  'identity/password-common': '此密码属于人人首先尝试之列。请改用自拟的一句话。',
  'identity/password-personal': '此密码大部分由姓名或地址构成。请改用他人不知晓的内容。',
  'identity/institution-unreachable': '机构的登录服务没有应答。请稍后重试，或使用密码。',
  'identity/institution-refused': '机构未能确认您的身份。请重试，或使用密码。',
  'identity/institution-unknown':
    '机构认得您，但此处没有属于您的账户。请打开邀请并以机构登录接受，或联系召集人。',
  'identity/others-rely':
    '此账户另有所属：或列于代表团，其链接仅由该团团长生成；或属于并非由您主持的对话。请其本人联系该团长或召集人，在登录页索取链接邮件，或联系服务器管理者。',
}
