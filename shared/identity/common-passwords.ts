/**
 * Words that everybody tries first, in lower case. Short ones matter because people reach the least length by adding
 * digits and signs to them.
 */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `
  a123456 aaaaaa abc123 abcabc abcdef abcdefg abcdefgh access admin admin123 adminadmin
  administrator alexander amanda america andrea andrew angel angels anthony arsenal asdasd
  asdasdasd asdfgh asdfghjkl ashley asshole austin autumn azerty bailey banana barcelona
  baseball basketball batman beijing benjamin berlin biteme blessed brandon brother buddy
  bullshit buster butterfly callofduty camaro changeme charlie charlotte cheese chelsea chevy
  china chocolate christ christine computer cookie correct correcthorsebatterystaple corvette
  cowboys dallas daniel danielle default defaultpassword demo diamond dragon dragon123
  dragonball eagle eagles elizabeth facebook falcon family father ferrari flower football
  forever fortnite freedom fuckyou gandalf geneva george giants ginger golden goodbye google
  guest hannah harley heaven hello helloworld hockey honda hongkong horse hunter iloveu
  iloveyou iloveyou123 iloveyouforever internet isabella jasper jennifer jessica jesus jordan
  joseph joshua justin juventus killer lakers letmein letmein123 lightning linkedin liverpool
  login london lovelove lovely loveme loveyou madison maggie martin master matrix matthew
  maverick melissa mercedes merlin michael michelle mickey microsoft minecraft monkey
  monkey123 monkeymonkey moscow mother mustang mylove mypassword mypasswordis naruto natalie
  natasha newpassword nicholas nicole ninja nissan nopassword oldpassword oliver onepiece
  opensesame orange p@ssw0rd p@ssword packers panther paris passphrase passw0rd passwd
  password password123 passwordpassword passwort patrick pepper phoenix pikachu pokemon
  porsche princess purple qazwsx qazwsxedc qweasd qweasdzxc qweqwe qweqweqwe qwerty qwerty123
  qwertyuiop qwertz raiders ranger redsox redwings richard robert roblox rocket rocky root
  rootroot sabrina samantha scooby scooter secret sesame shadow shanghai silver sister snoopy
  soccer sparky spider spring staple starwars steelers steven summer sunshine superman taylor
  temporary temppassword test tester testing testtest thisismypassword thomas thunder tigers
  tigger toor toyota trustno user username vanessa veronica victoria welcome welcome123
  whatever william windows winter wizard woaini woaini1314 woaini520 yamaha yankees yellow
  yourpassword zaq12wsx zaqwsx zxcvbnm zxczxc
`
    .trim()
    .split(/\s+/),
)
