import { ARGUMENT, Command, command, NEXT, OTHERS } from './command';
import { isUserAlone } from './logins';

const OPTION = 'a secret given as a command-line option';
const LOGIN = 'a user name with its password';

const isOption = (argument: string): boolean => argument.startsWith('-');
const isSwitch = (argument: string): boolean => /^[/*]/.test(argument);

/** An option of a program. */
function option(program: string, name: string, isHarmless = isOption): Command {
  return command(OPTION, [program, '\\b', OTHERS, name, ARGUMENT], isHarmless);
}

const REGISTRIES = '(?:docker|podman|buildah|nerdctl|helm|oras|crane|skopeo|az|oc|cf|argocd|ctr)';
const CLIENTS = '(?:curl|wget|http|https|xh)';
const USER = '(?:["\' ]-[A-Za-z]{0,6}[uU]|--(?:proxy-)?user|--auth|[ ]-a)';

/** Commands that take a secret as an argument. */
export const OPTIONS: readonly Command[] = [
  command(LOGIN, [CLIENTS, '\\b', OTHERS, USER, `(?:${NEXT}|(?=["']))`, ARGUMENT], isUserAlone),
  command(LOGIN, ['--(?:src-|dest-)?creds', NEXT, ARGUMENT], isUserAlone),
  command(LOGIN, ['smbclient\\b', OTHERS, '-U', NEXT, '?', ARGUMENT], isUserAlone),
  command(LOGIN, ['lftp\\b', OTHERS, ' -u[ ]+[^\\s,]{1,60},([^\\s"\']{1,100})']),
  command(OPTION, [REGISTRIES, '\\b[^\\n|;&]{0,40}?\\blogin\\b', OTHERS, '["\' ]-p', NEXT, ARGUMENT], isOption),
  command(OPTION, ['sshpass', NEXT, '-p', NEXT, '?', ARGUMENT], isOption),
  option('(?:mysql|mariadb)(?:dump|admin|-admin|-dump)?', ' -p'),
  option('redis-cli', ` -a${NEXT}`),
  option('ldap(?:search|add|modify|passwd|whoami|delete)', ` -w${NEXT}`),
  option('ipmitool', ` -P${NEXT}`),
  option('mongo(?:sh|dump|restore)?', ` -p${NEXT}`),
  option('7z[azr]?', ' -p'),
  option('(?:zip|unzip)', ` -P${NEXT}`),
  option('openssl', `-(?:passin|passout|pass|k)${NEXT}pass:`),
  option('openssl', `-k${NEXT}(?!pass:|env:|file:|fd:|stdin)`),
  option('net[ ]+use', '/user:[^\\s]{1,80}[ ]+', isSwitch),
  option('git[ ]+config', 'extraheader[ ]+', (word) => !word.includes(':')),
  command('a password hash', ['(?:usermod|useradd)\\b', OTHERS, '["\' ]-p', NEXT, ARGUMENT], isOption),
  command(OPTION, ['net[ ]+user[ ]+[\\w.$%-]{1,40}[ ]+', ARGUMENT], isSwitch),
  command(OPTION, ['ConvertTo-SecureString(?:[ ]+-String)?[ ]+', ARGUMENT], (word) => /^[-$(]/.test(word)),
  command(OPTION, [
    'openssl[ ]+passwd\\b(?:[ ]+-(?!in\\b|stdin\\b)\\w{1,10}(?:[ ]+\\w{1,16}(?=[ ]))?){0,4}[ ]+', ARGUMENT,
  ], isOption),
  command(OPTION, [
    'mkpasswd\\b(?:[ ]+-[\\w=-]{1,20}(?:[ ]+(?:sha-?512|sha-?256|md5|yescrypt|bcrypt))?){0,4}[ ]+', ARGUMENT,
  ], isOption),
  command(OPTION, [
    'htpasswd\\b(?=[^\\n]{0,80} -\\w{0,6}b)', OTHERS, ' ', ARGUMENT, '(?=[ \\t]{0,8}(?:["\'\\n>|;&]|$))',
  ], isOption),
  command(OPTION, [
    'rootpw(?:[ ]+--(?:plaintext|iscrypted|allow-ssh)){0,2}[ ]+', ARGUMENT, '[ \\t]{0,8}(?:\\n|$)',
  ], isOption),
  command(OPTION, ['wpa_passphrase[ ]+[^\\s]{1,80}[ ]+', ARGUMENT], isOption),
  command(OPTION, ['(?:vault|consul)[ ]+login[ ]+', ARGUMENT], (word) => /^(?:-|method|role)/.test(word)),
  command(OPTION, [
    'kubectl\\b', OTHERS, 'create[ ]+secret\\b[^\\n]{0,300}?--from-literal', NEXT, '["\']?[\\w.-]{1,80}=', ARGUMENT,
  ]),
  command(OPTION, ['aws[ ]+configure[ ]+set[ ]+[\\w.-]{0,60}(?:secret_access_key|session_token)[ ]+', ARGUMENT]),
  command(OPTION, [
    'nmcli\\b[^\\n]{0,200}?(?:\\bpassword|wifi-sec\\.psk|wireless-security\\.psk)', NEXT, ARGUMENT,
  ]),
  command(OPTION, ['(?:d-i|debconf)[ ]+passwd/[\\w-]{0,40}password(?:-again)?[ ]+password[ ]+', ARGUMENT]),
  command(OPTION, ['identified[ ]+(?:with[ ]+[\\w\'"]{1,40}[ ]+)?(?:by|as)[ ]+(?:password[ ]+)?', ARGUMENT]),
  command(OPTION, '\\b(?:user|role)\\b[^\\n;]{1,160}?\\bpassword[ ]+(?:\\\\?["\'])([^"\'\\n\\\\]{1,200})'),
];
