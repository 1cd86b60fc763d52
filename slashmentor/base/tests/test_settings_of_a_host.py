import stat

import pytest

from slashmentor.base.environment import Environment, WrongSetting


@pytest.fixture
def said(tmp_path):
    """What a host said, in a data folder of its own."""
    return lambda **values: Environment({"SLASHMENTOR_DATA": str(tmp_path), **values})


def test_without_a_word_the_database_is_sqlite_in_the_data_folder(said, tmp_path):
    database = said().database()
    assert database["ENGINE"] == "slashmentor.base.sqlite"
    assert database["NAME"] == str(tmp_path / "slashmentor.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in database["OPTIONS"]["init_command"]


@pytest.mark.parametrize(
    ("url", "user", "password", "host", "port", "name", "options"),
    [
        ("postgres://u:p@db:5433/n", "u", "p", "db", "5433", "n", {}),
        ("postgresql://u@db/n?sslmode=require", "u", "", "db", "", "n", {"sslmode": "require"}),
        ("postgres://u:p%40%2F@db/n%C3%A4", "u", "p@/", "db", "", "nä", {}),
        ("postgres:///n?host=/run/postgresql", "", "", "/run/postgresql", "", "n", {}),
        ("postgres://%2Frun%2Fpostgresql/n", "", "", "/run/postgresql", "", "n", {}),
    ],
)
def test_a_postgresql_database(said, url, user, password, host, port, name, options):
    database = said(DATABASE_URL=url).database()
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == (user, password, host)
    assert (database["PORT"], database["NAME"]) == (port, name)
    assert database["OPTIONS"] == {"options": "-c jit=off", **options}
    assert database["CONN_HEALTH_CHECKS"] is True


def test_a_sqlite_database_elsewhere(said, tmp_path):
    assert said(DATABASE_URL=f"sqlite:///{tmp_path}/x.db").database()["NAME"] == f"{tmp_path}/x.db"


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DATABASE_URL", "mysql://u:p@db/n", Environment.database),
        ("DATABASE_URL", "postgres://u:secret@db", Environment.database),
        ("DATABASE_URL", "postgres://u:secret@db:port/n", Environment.database),
        ("DATABASE_URL", "postgres://u:secret@[db/n", Environment.database),
        ("DATABASE_URL", "postgres://u:secret@db/n?sslmode", Environment.database),
        ("DATABASE_URL", "sqlite://", Environment.database),
        ("DATABASE_URL", "nonsense", Environment.database),
        ("CACHE_URL", "memcached://x", Environment.cache),
        ("EMAIL_URL", "http://x", Environment.email),
        ("EMAIL_URL", "smtp://", Environment.email),
        ("SECRET_KEY", "short", Environment.secret_key),
        ("SECRET_KEY_FALLBACKS", f"{'k' * 32} short", Environment.old_secret_keys),
        ("X", "perhaps", lambda env: env.flag("X", default=True)),
        ("X", "sometimes", lambda env: env.choice("X", ("open", "closed"), "open")),
        ("X", "ftp://x", lambda env: env.url("X", "", ("http", "https"))),
        ("X", "http://", lambda env: env.url("X", "", ("http", "https"))),
        ("X", "http://[x", lambda env: env.url("X", "", ("http", "https"))),
    ],
)
def test_a_wrong_value_is_refused_with_the_settings_name_and_no_password(said, name, value, read):
    with pytest.raises(WrongSetting) as refused:
        read(said(**{name: value}))
    assert str(refused.value).startswith(name)
    assert "secret" not in str(refused.value)


def test_a_data_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(WrongSetting, match="SLASHMENTOR_DATA"):
        Environment({"SLASHMENTOR_DATA": str(tmp_path / "file" / "data")}).secret_key()


def test_the_secret_key_is_made_once_and_for_the_owner_only(said, tmp_path):
    key = said().secret_key()
    assert said().secret_key() == key
    assert len(key) == 64
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_settings_in_the_data_folder_count_unless_the_environment_says_otherwise(said, tmp_path):
    (tmp_path / "slashmentor.env").write_text(
        "# ours\n\nA=1\nexport B=\"two words\"\nC='3'\n", encoding="utf-8"
    )
    env = said(A="9")
    assert (env.text("A"), env.text("B"), env.text("C"), env.text("D", "x")) == ("9", "two words", "3", "x")


def test_a_line_that_sets_nothing_is_refused(said, tmp_path):
    (tmp_path / "slashmentor.env").write_text("A=1\nnonsense\n", encoding="utf-8")
    with pytest.raises(WrongSetting, match=r"^Line 2 of .*slashmentor\.env has to look like NAME=value\.$"):
        said()


@pytest.mark.parametrize(
    ("value", "meant"), [("on", True), ("YES", True), ("1", True), ("off", False), ("0", False)]
)
def test_on_and_off_in_many_words(said, value, meant):
    assert said(X=value).flag("X", default=not meant) is meant


def test_valkey_speaks_redis(said):
    assert said(CACHE_URL="valkey://host:6379/0").cache()["LOCATION"] == "redis://host:6379/0"


def test_letters_go_out_by_smtp_where_the_host_says_so(said):
    email = said(EMAIL_URL="smtp+tls://user:pass@mail.example.org:587").email()
    assert email["EMAIL_HOST"] == "mail.example.org"
    assert email["EMAIL_USE_TLS"] is True


def test_old_secret_keys_are_parted_by_spaces(said):
    first, second = "a" * 32, "b" * 40
    assert said(SECRET_KEY_FALLBACKS=f" {first}  {second}").old_secret_keys() == [first, second]
    assert said().old_secret_keys() == []
