"""Programs that go by several names, or that one table serves."""

from __future__ import annotations


def _named(**files: str) -> dict[str, str]:
    return {name: file for file, names in files.items() for name in names.split()}


OTHER_NAMES = _named(
    kubectl="k kc oc kubecolor kubectl.exe",
    helm="helmfile",
    terraform="tofu terragrunt tf opentofu",
    docker="podman nerdctl docker-compose podman-compose",
    systemctl="service rc-service initctl rc-update chkconfig",
    git="hub",
    psql="pgcli cockroach",
    mysql="mariadb mycli",
    redis_cli="valkey-cli keydb-cli redis iredis",
    mongosh="mongo",
    ansible="ansible-inventory ansible-doc ansible-config ansible-lint ansible-galaxy ansible-playbook "
    "ansible-pull ansible-console",
    curl="wget curlie",
    httpie="http https xh xhs",
    gsutil="gsutil",
    rm="unlink shred rmdir trash srm wipe",
    files=(
        "cp mv ln chmod chown chgrp touch mkdir mkfifo tee install truncate patch setfacl chattr split "
        "csplit mktemp setfattr mknod rename"
    ),
    archives="tar zip unzip gzip gunzip bzip2 bunzip2 xz unxz zstd unzstd 7z cpio ar",
    copies="rsync scp sftp rclone ftp lftp",
    disks=(
        "mkfs mkfs.ext4 mkfs.xfs mke2fs fdisk parted sgdisk wipefs blkdiscard mkswap lvremove vgremove "
        "pvremove lvcreate lvextend lvresize vgextend mdadm cryptsetup zfs zpool btrfs mount umount fsck "
        "resize2fs xfs_growfs swapoff swapon losetup hdparm fstrim e2fsck tune2fs"
    ),
    kill="pkill killall skill xkill killall5",
    network=(
        "iptables ip6tables nft ufw firewall-cmd ipset tc route ifconfig brctl nmcli ebtables arp ip "
        "bridge ethtool conntrack ipvsadm resolvectl"
    ),
    machines=(
        "shutdown reboot halt poweroff init telinit sysctl hostnamectl timedatectl passwd useradd userdel "
        "usermod groupadd groupdel groupmod adduser deluser chpasswd visudo hostname modprobe rmmod "
        "insmod kexec setenforce update-alternatives localectl loginctl chsh vipw hwclock dmesg ulimit "
        "prlimit renice chrt auditctl"
    ),
    schedules="crontab at batch atrm atq",
    packages="apt apt-get aptitude dpkg yum dnf rpm apk pacman zypper snap flatpak brew port choco",
    codriver="codriver-hook",
    claude="claude-code",
    installs=(
        "pip pip3 pipx uv poetry pdm conda mamba npm yarn pnpm bun gem bundle composer cargo go rustup "
        "nvm pyenv npx bunx uvx mvn gradle gradlew sbt dotnet mix rebar3 stack cabal lein swift deno "
        "volta asdf"
    ),
    builds=(
        "pytest tox nox ruff mypy black isort flake8 pylint pyright eslint prettier tsc jest vitest mocha "
        "cypress playwright rspec rubocop phpunit golangci-lint gofmt goimports clippy-driver rustfmt "
        "rustc gcc g++ cc clang clang-format cmake ninja meson bazel buck2 pants javac java kotlinc "
        "scalac shellcheck shfmt hadolint yamllint markdownlint tflint kubeconform kubeval conftest opa "
        "trivy grype syft semgrep pre-commit coverage sphinx-build mkdocs hugo protoc buf webpack vite "
        "rollup esbuild turbo nx lerna ctest ld as nm objdump strip djlint sqlfluff checkov tfsec bats"
    ),
    shells="sh bash dash zsh ksh ash mksh rbash fish busybox su runuser",
    wrappers=(
        "sudo doas env timeout nohup nice ionice setsid stdbuf time watch unbuffer chroot unshare nsenter "
        "script strace ltrace flock caffeinate faketime systemd-run systemd-inhibit dbus-run-session "
        "taskset numactl xvfb-run chronic ts retry direnv dotenv op aws-vault saml2aws chamber "
        "with-contenv tini dumb-init gosu setpriv fakeroot proot firejail bwrap cgexec proxychains "
        "torsocks entr watchexec parallel-ssh torify winpty rlwrap ifne sem pv-exec firejail "
        "command_not_found envdir envconsul k6x repeat"
    ),
    xargs="parallel",
    ssh="mosh autossh sshpass pdsh pssh clush dsh tsh plink",
    tmux="screen byobu",
    find="fd fdfind",
    awk="gawk mawk nawk",
    sed="gsed ssed",
    editors="vi vim nvim nano emacs ed ex pico code micro helix hx",
    python="python3 python2 pypy pypy3 ipython ipython3",
    scripts=(
        "perl ruby node nodejs php lua luajit Rscript tclsh expect osascript groovy jshell ts-node tsx "
        "julia irb pry pwsh powershell"
    ),
    make="gmake just task rake invoke ninja-build mage earthly",
    postgres=(
        "pg_dump pg_dumpall pg_restore pg_ctl pg_ctlcluster pg_basebackup pg_rewind pg_resetwal initdb "
        "createdb dropdb createuser dropuser vacuumdb reindexdb clusterdb pgbench pg_isready "
        "pg_controldata pg_waldump pg_verifybackup patronictl repmgr pgbackrest wal-g barman pg_amcheck "
        "pg_checksums pg_config"
    ),
    mysqls=(
        "mysqldump mysqladmin mysqlimport mysqlbinlog mysqlcheck mysqlslap mysqlshow mariadb-dump "
        "mariadb-admin pt-online-schema-change pt-archiver pt-kill pt-query-digest gh-ost xtrabackup "
        "mydumper myloader orchestrator-client"
    ),
    hashicorp="vault consul nomad packer boundary",
    kafka=(
        "kafka-topics kafka-topics.sh kafka-consumer-groups kafka-consumer-groups.sh kafka-configs "
        "kafka-configs.sh kafka-console-producer kafka-console-producer.sh kafka-console-consumer "
        "kafka-console-consumer.sh kcat kafkacat kafka-reassign-partitions kafka-reassign-partitions.sh "
        "kafka-delete-records kafka-delete-records.sh kafka-acls kafka-acls.sh kafka-leader-election.sh "
        "kafka-leader-election kafka-log-dirs.sh kafka-get-offsets.sh kafka-metadata-quorum.sh "
        "kafka-storage.sh kafka-streams-application-reset.sh rpk kaf kafka-replica-verification.sh "
        "kafka-verifiable-producer.sh"
    ),
    queues=(
        "rabbitmqctl rabbitmqadmin rabbitmq-diagnostics rabbitmq-queues rabbitmq-plugins nats nsqadmin "
        "pulsar-admin celery rq sidekiqctl beanstalkc"
    ),
    stores=(
        "etcdctl zkCli.sh nodetool cqlsh clickhouse-client clickhouse influx memcached-tool sqlite3 "
        "duckdb cbq couchbase-cli ceph rados radosgw-admin gluster mc s3cmd s5cmd hdfs hbase snowsql bq "
        "trino presto sqlcmd sqlplus usql clickhouse-local dolt tidb tiup"
    ),
    clouds=(
        "doctl linode-cli hcloud oci ibmcloud scw openstack nova fly flyctl heroku vercel netlify "
        "wrangler cf railway render eksctl kops eb sam cdk serverless sls pulumi copilot chalice amplify "
        "firebase supabase aliyun tencentcloud yc exo vultr cloudflared akamai fastly dnscontrol octodns "
        "okta auth0 pagerduty pd opsgenie rosa gkectl rke rke2 k3s kind minikube k3d az-cli aws2 civo "
        "upctl cdktf crossplane pulumictl tailscale twingate velero"
    ),
    platforms=(
        "istioctl linkerd flux fluxctl kustomize kubectx kubens stern k9s kubeadm crictl ctr kubetail "
        "popeye k0s talosctl cilium hubble kn tkn argo kubeseal skaffold tilt devspace telepresence werf "
        "kapp ytt kpt kubescape helm-diff cmctl calicoctl kubectl-argo-rollouts rancher nerdctl-full "
        "etcdutl kube-capacity kubefwd sops age gpg"
    ),
    hosts=(
        "nginx apachectl apache2ctl httpd haproxy varnishadm supervisorctl pm2 monit circusctl uwsgi "
        "gunicorn puppet chef-client salt salt-call salt-ssh fab cap knife mco bolt caddy traefik envoy "
        "squid postfix postqueue postsuper exim named unbound-control rndc bird birdc vtysh keepalived "
        "gitlab-ctl gitlab-rails logrotate certbot nsenter-host socat nc ncat netcat telnet openssl "
        "ipmitool racadm jcmd jmap jstack jstat gdb lldb asadmin jboss-cli.sh rails artisan django-admin "
        "manage.py drush wp magento alembic flyway liquibase dbmate goose knex prisma sequelize typeorm "
        "migrate sequelize-cli skeema atlas bytebase"
    ),
    observing=(
        "promtool amtool logcli tempo-cli mimirtool cortextool grafana-cli sentry-cli datadog-agent "
        "datadog dog newrelic honeycomb otel-cli vmctl loki thanos pmm-admin"
    ),
    gh="glab tea jira acli bitbucket",
    reads=(
        "cat ls less more head tail grep egrep fgrep rg ag ack zgrep zcat bzcat xzcat zless wc sort uniq "
        "cut paste join comm diff colordiff cmp sdiff tr rev tac nl fold fmt column expand unexpand od "
        "xxd hexdump strings base64 base32 md5sum sha1sum sha256sum sha512sum shasum cksum b2sum jq yq fx "
        "gron dasel xmllint csvcut csvlook csvstat mlr q xsv basename dirname realpath readlink stat file "
        "du df free uptime w who whoami id groups users last lastlog lsof fuser ps pstree pgrep pidof top "
        "htop btop atop vmstat iostat mpstat sar pidstat nproc lscpu lsblk lsusb lspci lsmod lsns blkid "
        "findmnt uname arch printenv date locale getconf getent cal bc dc expr seq yes sleep wait tty "
        "which whereis type command apropos man info tldr help whatis history journalctl ss netstat ping "
        "ping6 traceroute tracepath mtr dig nslookup host whois drill kdig nmap tcpdump tshark ngrep "
        "iftop nethogs iotop perf bpftrace pmap numastat slabtop ldd nm-online readelf size tree exa eza "
        "bat batcat pygmentize glow clear reset tput cowsay figlet true false test numfmt shuf factor sum "
        "envsubst iconv dos2unix unix2dos getopt logger wall write mesg banner lsattr getfacl getcap "
        "namei pathchk ncdu dust duf procs tokei cloc hyperfine ab wrk hey vegeta grpcurl websocat zdb "
        "dumpe2fs xfs_info smartctl sensors acpi dstat nfsstat showmount rpcinfo lpstat "
        "timedatectl-status aureport ausearch faillog lslogins jdeps javap sdkman editorconfig z fzf peco "
        "gum pv parallel-read csvtk vd lnav angle-grinder agrind multitail ccze goaccess zstdcat lz4cat "
        "zipinfo isoinfo exiftool identify kubelogin mapfile ipcs lsipc utmpdump lsmem systemd-analyze "
        "systemd-cgtop systemd-cgls systemd-detect-virt busctl coredumpctl"
    ),
)
