#!/usr/bin/env bash
# What some tests need from outside .NET: a browser, PostgreSQL, RabbitMQ. No Docker.
#
#   eng/services.sh start DIR [--no-fsync] [chromium] [pg] [rabbit]
#   eng/services.sh stop DIR
#
# start takes what is on this machine, else installs the Debian package (as root or through sudo), else says what is
# missing. The servers listen on free loopback ports and keep all that they write below DIR. DIR/env then holds
# JOBS_TEST_CHROMIUM (a path), JOBS_TEST_PG (a connection string) and JOBS_TEST_RABBIT (an amqp URI) of those asked for;
# one that the environment gives already is left alone. --no-fsync is for suites that need no real commits.
# If the caller is root, the servers run as users of their own: every folder above DIR must be open to them.
set -euo pipefail

declare -A packages=([chromium]="chromium fonts-dejavu-core" [pg]=postgresql [rabbit]=rabbitmq-server)
policy=/usr/sbin/policy-rc.d

say() { echo "services: $*" >&2; }
fail() { say "$*" && exit 1; }

# --- what is here, what is missing ---

first_of() { # PROGRAM...: the path of the first that exists
  local program
  for program; do command -v "$program" && return; done
  return 1
}

find_chromium() { first_of chromium chromium-browser google-chrome google-chrome-stable; }
# Debian keeps both servers out of PATH, or behind a wrapper that changes the user.
find_pg() {
  local newest
  newest=$(printf '%s\n' /usr/lib/postgresql/*/bin/postgres | sort -V | tail -n 1)
  first_of "$newest" postgres
}
find_rabbit() { first_of /usr/lib/rabbitmq/bin/rabbitmq-server rabbitmq-server; }

# The variable that hands the service to the tests: pg -> JOBS_TEST_PG.
variable() { echo "JOBS_TEST_${1^^}"; }

privileged() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

install_packages() { # PACKAGE...
  if ! command -v apt-get >/dev/null || ! privileged true 2>/dev/null; then
    fail "missing here: $*. Put the programs on PATH, or run as root or with sudo on Debian to have them installed."
  fi
  say "installing $*"
  # Without this the packages start servers of their own, on their default ports.
  local ours=
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | privileged tee $policy >/dev/null && privileged chmod 755 $policy && ours=1
  fi
  local options=(-q -o DPkg::Lock::Timeout=300) ok=
  if privileged apt-get "${options[@]}" update >"$dir/apt.log" 2>&1 &&
    privileged env DEBIAN_FRONTEND=noninteractive \
      apt-get "${options[@]}" install -y --no-install-recommends "$@" >>"$dir/apt.log" 2>&1; then ok=1; fi
  if [ "$ours" ]; then privileged rm -f $policy; fi
  [ "$ok" ] || { tail -n 20 "$dir/apt.log" >&2; fail "apt-get could not install $*"; }
}

ensure() { # SERVICE...
  local service missing=()
  for service; do
    # The names are package names, which have no spaces.
    # shellcheck disable=SC2206
    "find_$service" >/dev/null || missing+=(${packages[$service]})
  done
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
  for service; do "find_$service" >/dev/null || fail "$service is still missing after its package was installed"; done
}

# --- processes ---

# A pid alone may have passed to another process; together with its start time it is certain. Zombies have ended.
born() { # PID
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  # After the program's name in brackets: the state is field 3 of the file, the start time field 22.
  read -ra stat <<<"${stat##*) }"
  [ "${stat[0]}" != Z ] && echo "${stat[19]}"
}

alive() { # NAME
  local pid start
  read -r pid start <"$dir/$1.pid" && [ -n "$start" ] && [ "$(born "$pid")" = "$start" ]
}

as() { # USER COMMAND...: becomes the command. Unlike su, setpriv leaves no process in between, so a pid is the server's.
  local user=$1
  shift
  [ "$(id -u)" = 0 ] || exec "$@"
  exec setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups -- "$@"
}

make_home() { # NAME USER
  mkdir -p "$dir/$1"
  [ "$(id -u)" != 0 ] || chown "$2:" "$dir/$1"
}

launch() { # NAME USER COMMAND...: in its home, in the background, holding neither terminal nor pipe of the caller
  local name=$1
  shift
  (cd "$dir/${name%%-*}" && as "$@") </dev/null >"$dir/$name.log" 2>&1 &
  remember "$name" $!
}

remember() { # NAME PID
  echo "$2 $(born "$2")" >"$dir/$1.pid"
}

await() { # NAME COMMAND...: until the command succeeds
  local name=$1 tries=0
  shift
  until "$@" >/dev/null 2>&1; do
    if ! alive "$name" || [ $((tries += 1)) -gt 600 ]; then
      tail -n 20 "$dir/$name.log" >&2
      fail "$name did not come up"
    fi
    sleep 0.1
  done
}

end() { # NAME SIGNAL
  local pid tries=0
  [ -s "$dir/$1.pid" ] || return 0
  read -r pid _ <"$dir/$1.pid"
  ! alive "$1" || kill "-$2" "$pid" 2>/dev/null || true
  while alive "$1" && [ $((tries += 1)) -le 300 ]; do sleep 0.1; done
  if alive "$1"; then
    say "$1 does not stop, killing it"
    kill -KILL "$pid" || true
  fi
  rm "$dir/$1.pid"
}

# Below the range from which the system takes the ports of outgoing connections, so that none of them gets in between.
free_ports() { # COUNT
  python3 - "$1" <<'PY'
import random, socket, sys
held = []
while len(held) < int(sys.argv[1]):
    s = socket.socket()
    try:
        s.bind(("127.0.0.1", random.randrange(20000, 32000)))
        held.append(s)
    except OSError:
        s.close()
print(*(s.getsockname()[1] for s in held))
PY
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }

give() { # SERVICE VALUE
  printf '%s=%q\n' "$(variable "$1")" "$2" >>"$dir/env"
}

# --- the services ---

start_chromium() {
  give chromium "$(find_chromium)"
}

start_pg() {
  local bin port
  bin=$(dirname "$(readlink -f "$(find_pg)")")
  port=$(free_ports 1)
  make_home pg postgres
  (cd "$dir/pg" && as postgres "$bin/initdb" --pgdata=data --username=postgres --auth=trust --encoding=UTF8 \
    --locale=C.UTF-8 --no-sync) >"$dir/pg.log" 2>&1 || { tail -n 20 "$dir/pg.log" >&2; fail "initdb failed"; }
  launch pg postgres "$bin/postgres" -D data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c max_connections=200 -c fsync="$fsync" -c synchronous_commit="$fsync" -c full_page_writes="$fsync"
  await pg "$bin/pg_isready" -h 127.0.0.1 -p "$port" -U postgres
  give pg "Host=127.0.0.1;Port=$port;Username=postgres;Database=postgres"
  say "PostgreSQL on 127.0.0.1:$port, fsync and synchronous_commit $fsync"
}

start_rabbit() {
  local port distribution names home=$dir/rabbit
  read -r port distribution names < <(free_ports 3)
  make_home rabbit rabbitmq
  echo '[].' >"$home/plugins"
  echo "listeners.tcp.1 = 127.0.0.1:$port" >"$home/rabbitmq.conf"
  # Erlang's name server: RabbitMQ would start one that outlives it, on the port that all Erlang nodes here share.
  launch rabbit-names rabbitmq "$(first_of epmd /usr/lib/erlang/bin/epmd)" -port "$names" -address 127.0.0.1
  await rabbit-names port_open "$names"
  launch rabbit rabbitmq env HOME="$home" ERL_EPMD_PORT="$names" ERL_EPMD_ADDRESS=127.0.0.1 \
    RABBITMQ_NODENAME="test$port@localhost" RABBITMQ_DIST_PORT="$distribution" RABBITMQ_MNESIA_BASE="$home/data" \
    RABBITMQ_LOG_BASE="$home/log" RABBITMQ_ENABLED_PLUGINS_FILE="$home/plugins" RABBITMQ_CONF_ENV_FILE=/dev/null \
    RABBITMQ_CONFIG_FILE="$home/rabbitmq.conf" RABBITMQ_PID_FILE="$home/pid" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +sbwt none" "$(find_rabbit)"
  await rabbit port_open "$port"
  remember rabbit "$(<"$home/pid")" # until here it was the script around the server, which ends with it
  give rabbit "amqp://guest:guest@127.0.0.1:$port"
  say "RabbitMQ on 127.0.0.1:$port"
}

stop_all() {
  end pg INT # its fast shutdown; TERM would wait for every client to leave
  end rabbit TERM
  end rabbit-names TERM
}

# --- the command ---

usage() { fail "usage: services.sh start DIR [--no-fsync] [chromium] [pg] [rabbit] | services.sh stop DIR"; }

[ $# -ge 2 ] || usage
command=$1
dir=$(realpath "$2")
shift 2

case $command in
  start)
    fsync=on
    wanted=()
    for argument; do
      if [ "$argument" = --no-fsync ]; then
        fsync=off
      elif [ -z "${packages[$argument]:-}" ]; then
        usage
      elif [ -n "$(printenv "$(variable "$argument")")" ]; then
        say "$argument is given by $(variable "$argument")"
      else
        wanted+=("$argument")
      fi
    done
    mkdir -p "$dir"
    chmod 755 "$dir"
    : >"$dir/env"
    ensure "${wanted[@]}"
    trap stop_all EXIT
    for service in "${wanted[@]}"; do "start_$service"; done
    trap - EXIT
    ;;
  stop) stop_all ;;
  *) usage ;;
esac
