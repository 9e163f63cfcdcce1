// Texts that were written when the search was complete, and were not used to make it.

/** Texts that hold a secret. */
export const HELD_OUT_SECRETS: readonly string[] = [
  '#cloud-config\npassword: ubuntu\nchpasswd:\n  expire: false\nssh_pwauth: true\npackages:\n  - nginx\n',
  '#cloud-config\nusers:\n  - name: admin\n    passwd: "$6$saltsalt$Xk2bqv9cW1hTnJ5Yp8uRz0"\n'
    + '    lock_passwd: false\n',
  '#cloud-config\nchpasswd:\n  list: "admin:P4ssw0rd\\nroot:toor"\n  expire: False\n',
  '#cloud-config\nruncmd:\n  - sudo chpasswd <<EOF\n    admin:toor\n    EOF\n',
  '#cloud-config\nruncmd:\n  - echo "admin:toor" | sudo chpasswd -c SHA512\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/systemd/system/a.service.d/env.conf\n    content: |\n'
    + '      [Service]\n      Environment="AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY"\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/kubernetes/bootstrap.conf\n    content: |\n      users:\n'
    + '      - name: tls-bootstrap\n        user: {token: 07401b.f395accd246ae52d}\n',
  '#cloud-config\nwrite_files:\n  - path: /root/.git-credentials\n'
    + '    content: https://bot:glp4t@git.internal\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/app.json\n    content: |\n'
    + '      {"smtp": {"host": "mail", "auth": {"user": "a", "pass": "toor123"}}}\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/app.toml\n    content: |\n      [db]\n'
    + '      password = \'toor\'\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/zabbix.conf\n    content: "DBPassword=toor"\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/kube.conf\n    encoding: b64\n'
    + '    content: YXBpVmVyc2lvbjogdjEKa2luZDogQ29uZmlnCnVzZXJzOgotIG5hbWU6IGEKICB1c2VyOgogICAgcGFzc3dvcmQ6IHRvb'
    + '3IK\n',
  '#cloud-config\nruncmd:\n  - kubeadm join 10.1.2.3:6443 --token 9a08jv.c0izixklcxtmnze7 '
    + '--discovery-token-unsafe-skip-ca-verification\n',
  '#cloud-config\nruncmd:\n  - ["sh", "-c", "curl -fsSL -H \'Authorization: Bearer s3cr3tt0k3n\' https://a/b '
    + '| sh"]\n',
  '#!/bin/bash\nexport DB_PASS="toor"\nexport API_KEY=abcdef0123456789\n',
  '#!/bin/bash\nkubectl create secret docker-registry r --docker-server=a --docker-username=b '
    + '--docker-password=toor\n',
  '#!/bin/bash\nvault kv put secret/db password=toor\n',
  '#!/bin/bash\ncat > /root/.my.cnf <<EOF\n[client]\nuser=root\npassword=toor\nEOF\n',
  '#!/bin/bash\ncat > ~/.netrc <<EOF\nmachine a.internal\nlogin bot\npassword toor\nEOF\n',
  '#!/bin/sh\nwget "https://files.internal/a.tgz?access_token=abcdef0123456789"\n',
  '#!/bin/sh\necho \'{"auths":{"r.internal":{"auth":"Ym90OnRvb3I="}}}\' > /root/.docker/config.json\n',
  '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/e","contents":{"source":"data:,%54%4f%4b%45%'
    + '4e%3d%61%62%63%64%65%66%30%31%32%33%34%35%36%37%38%39"}}]}}',
  '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/e","contents":{"source":"data:text/plain;bas'
    + 'e64,LS0tLS1CRUdJTiBFQyBQUklWQVRFIEtFWS0tLS0tCk1IYwo="}}]}}',
  '#cloud-config\nwrite_files:\n  - {path: /e, encoding: gzip+base64, content: '
    + 'H4sIAAAAAAAAA0utKMgvKlEIcA9wDA4O9w9ysS3Jzy/iAgBluIDHFwAAAA==}\n',
  'network:\n  version: 2\n  wifis:\n    wlan0:\n      access-points:\n        "office":\n          auth:\n'
    + '            key-management: psk\n            password: "toortoor"\n',
  'network:\n  version: 2\n  modems:\n    cdc0:\n      apn: a\n      username: u\n      password: toor\n',
  'POSTGRES_USER=app\nPOSTGRES_PASSWORD=toor\nPOSTGRES_DB=app\n',
  'amqps://app:toor@mq.internal:5671/vhost',
  'jdbc:mysql://db/app?user=app&password=toor',
  '-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n',
];

/** Texts that speak of secrets and hold none. */
export const HELD_OUT_HARMLESS: readonly string[] = [
  '#cloud-config\nusers:\n  - name: admin\n    sudo: "ALL=(ALL) NOPASSWD:ALL"\n    lock_passwd: true\n'
    + '    ssh_import_id: [gh:admin]\n',
  '#cloud-config\nchpasswd: {expire: false}\nssh_pwauth: false\n',
  '#cloud-config\nchpasswd:\n  expire: false\n  list: []\n',
  '#cloud-config\npackage_update: true\npackages: [curl, pass, password-store, libsecret-1-0]\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/app.yaml\n    content: |\n      vault:\n        role: app\n'
    + '        secretPath: kv/app\n        tokenTTL: 20m\n        tokenMaxTTL: 1h\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/app.yaml\n    content: |\n      auth:\n'
    + '        provider: oidc\n        tokenRefreshInterval: 300\n        passwordLogin: false\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/ingress.yaml\n    content: |\n      tls:\n'
    + '        - secretName: wildcard-example-com\n          hosts: ["*.example.com"]\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/pod.yaml\n    content: |\n      spec:\n'
    + '        imagePullSecrets:\n          - name: registry-credentials\n'
    + '        serviceAccountName: token-reader\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/kubelet.conf\n    content: |\n      users:\n'
    + '      - name: default-auth\n        user:\n'
    + '          client-certificate: /var/lib/kubelet/pki/kubelet.pem\n'
    + '          client-key: /var/lib/kubelet/pki/kubelet.pem\n',
  '#cloud-config\nwrite_files:\n  - path: /etc/apiserver.yaml\n    content: |\n'
    + '      service-account-issuer: https://kubernetes.default.svc\n'
    + '      service-account-key-file: /etc/kubernetes/pki/sa.pub\n'
    + '      service-account-signing-key-file: /etc/kubernetes/pki/sa.key\n'
    + '      service-account-max-token-expiration: 48h\n',
  '#cloud-config\nruncmd:\n  - export TOKEN="$(cat /run/secrets/token)"\n'
    + '  - kubeadm join --token "$TOKEN" 10.0.0.1:6443\n',
  '#cloud-config\nruncmd:\n  - curl -u "${USER}:${PASS}" https://files.internal/\n',
  '#cloud-config\nruncmd:\n  - echo "admin:${ADMIN_PASSWORD}" | chpasswd\n',
  '#cloud-config\n# users log in with a password: ask ops\n# export TOKEN=...\nhostname: a\n',
  '#cloud-config\nbootcmd:\n  - cloud-init-per once secrets mkdir -p /run/secrets\n',
  '#!/bin/bash\nsource /etc/secrets/env\n'
    + 'exec /usr/bin/app --secret-name my-app --token-file=/run/token --password-stdin < /run/pw\n',
  '#!/bin/bash\nsystemctl mask systemd-ask-password-wall.service systemd-ask-password-console.path\n',
  '#!/bin/bash\nopenssl genrsa -out /etc/ssl/private/a.key 4096\n'
    + 'ssh-keygen -q -t rsa -N \'\' -f ~/.ssh/id_rsa\n',
  '#!/bin/bash\ngetent passwd admin || useradd --create-home admin\ngetent shadow admin | cut -d: -f2\n',
  '#!/bin/bash\nauth=$(echo -n "$u:$p" | base64)\ncurl -H "Authorization: Basic $auth" https://a\n',
  '{"ignition":{"version":"3.4.0"},"passwd":{"users":[{"name":"core","sshAuthorizedKeys":["ssh-ed25519 '
    + 'AAAAC3NzaC1lZDI1NTE5AAAAIPL3axFGHI3db9iJWkPXVbYzD7OaWTtHuqmxLvj+DztB a@b"]}]}}',
  '{"ignition":{"version":"3.4.0","security":{"tls":{"certificateAuthorities":[{"source":"data:text/plain;bas'
    + 'e64,LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUIKLS0tLS1FTkQgQ0VSVElGSUNBVEUtLS0tLQo="}]}}}}',
  '{"ignition":{"version":"3.4.0"},"storage":{"files":[{"path":"/etc/sudoers.d/core","contents":{"source":"da'
    + 'ta:,core%20ALL%3D(ALL)%20NOPASSWD%3AALL"}}]}}',
  'network:\n  version: 2\n  ethernets:\n    eth0:\n      dhcp4: yes\n      dhcp-identifier: mac\n',
  'POSTGRES_PASSWORD_FILE=/run/secrets/pg\nJWT_SECRET_NAME=app-jwt\nSESSION_TIMEOUT=30m\nMAX_TOKENS=2048\n',
  'https://vault.internal/v1/secret/data/app?version=2',
  'console=ttyS0 rd.luks.name=abc=root rd.luks.keyfile=/boot/key '
    + 'systemd.machine_id=0123456789abcdef0123456789abcdef',
  'kubectl.kubernetes.io/default-container: token-refresher',
  'checksum/secret: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'eks.amazonaws.com/token-expiration: "86400"',
];
