#!/bin/sh
# Run once by the PostgreSQL image, on an empty volume: the schema's owner, and the tower's user, who may not change the schema.
set -e
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role ct_owner login password :'owner';
create role ct_app login password :'app';
create database tower owner ct_owner;
revoke all on database tower from public;
grant connect, temporary on database tower to ct_app;
SQL
