-- One row per job. Times are milliseconds since 1970 in UTC, durations milliseconds.
CREATE TABLE jobs (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, -- the order in which the store got them; never given twice
  -- Written once.
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  owner TEXT NOT NULL,
  priority INTEGER NOT NULL,
  created INTEGER NOT NULL,
  key TEXT,
  fingerprint TEXT,
  key_expires INTEGER,
  trace_parent TEXT,
  key_estimated_duration INTEGER,
  key_estimated_completion INTEGER,
  -- Written by each transition.
  version INTEGER NOT NULL,
  state INTEGER NOT NULL,
  claim INTEGER NOT NULL,
  node TEXT,
  attempt INTEGER NOT NULL,
  hand_backs INTEGER NOT NULL,
  updated INTEGER NOT NULL,
  due INTEGER,
  started INTEGER,
  ended INTEGER,
  expires INTEGER,
  removed INTEGER,
  removal INTEGER NOT NULL,
  cancel_requested INTEGER,
  delete_requested INTEGER,
  progress INTEGER,
  message TEXT,
  estimated_duration INTEGER,
  estimated_completion INTEGER,
  output_state INTEGER NOT NULL,
  output_version INTEGER NOT NULL,
  output_deleted INTEGER,
  has_cleanup INTEGER NOT NULL,
  cleanup_due INTEGER,
  cleanup_attempts INTEGER NOT NULL,
  issues TEXT,
  error TEXT,
  -- A queued job without a due time is ready at once and meets no clock; any other becomes ready with the first claim after it.
  ready INTEGER NOT NULL,
  order_at INTEGER NOT NULL -- due, or created where no due time was asked
) STRICT;

CREATE UNIQUE INDEX jobs_key ON jobs (owner, name, key) WHERE key IS NOT NULL;
CREATE INDEX jobs_ready ON jobs (name, priority DESC, order_at) WHERE ready = 1;
CREATE INDEX jobs_delayed ON jobs (name, order_at) WHERE state = 0 AND ready = 0;
CREATE INDEX jobs_by_name ON jobs (name, state, created) WHERE removed IS NULL;
CREATE INDEX jobs_by_owner ON jobs (owner, name, state, created) WHERE removed IS NULL;
CREATE INDEX jobs_stopping ON jobs (node)
  WHERE state = 1 AND (cancel_requested IS NOT NULL OR delete_requested IS NOT NULL);
CREATE INDEX jobs_expiring ON jobs (name, expires) WHERE removed IS NULL AND expires IS NOT NULL;
CREATE INDEX jobs_cleanup ON jobs (name, cleanup_due) WHERE cleanup_due IS NOT NULL;
CREATE INDEX jobs_tombstones ON jobs (expires) WHERE removed IS NOT NULL AND cleanup_due IS NULL;

-- Payloads stand apart: a transition rewrites its whole row.
CREATE TABLE job_inputs (seq INTEGER PRIMARY KEY, input BLOB NOT NULL) STRICT;
CREATE TABLE job_outputs (seq INTEGER PRIMARY KEY, output BLOB NOT NULL) STRICT;

-- One row per running process; an ended one stays for a day.
CREATE TABLE job_nodes (
  id TEXT PRIMARY KEY,
  beat INTEGER NOT NULL,
  names TEXT NOT NULL,
  seen INTEGER NOT NULL,
  ended INTEGER
) STRICT, WITHOUT ROWID;
