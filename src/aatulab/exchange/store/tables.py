"""The tables.  Bodies of entries are JSON as it was signed; nothing here opens a box."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

META = MetaData()
_ACCOUNT, _ID, _DIGEST, _MOMENT = String(32), String(22), String(64), String(24)

settings = Table(
    "settings", META, Column("name", String(32), primary_key=True), Column("value", Text)
)

accounts = Table(
    "accounts",
    META,
    Column("name", _ACCOUNT, primary_key=True),
    Column("unit", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("salt", String(22), nullable=False),
    Column("rounds", Integer, nullable=False),
    Column("login_hash", Text, nullable=False),  # argon2id of the password's first secret
    Column("sign_key", String(43), nullable=False),
    Column("box_key", String(43), nullable=False),
    Column("vault", Text, nullable=False),
    Column("last_counter", BigInteger, nullable=False, default=0),
)

sessions = Table(
    "sessions",
    META,
    Column("token_sha256", _DIGEST, primary_key=True),
    Column("account", _ACCOUNT, nullable=False, index=True),
    Column("expires_at", _MOMENT, nullable=False),
)

groups = Table(
    "groups",
    META,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("last_seq", BigInteger, nullable=False, default=0),
)

epochs = Table(
    "epochs",
    META,
    Column("group_id", _ID),
    Column("epoch", Integer),
    Column("record", Text, nullable=False),
    Column("signature", Text, nullable=False),
    PrimaryKeyConstraint("group_id", "epoch"),
)

wraps = Table(
    "wraps",
    META,
    Column("group_id", _ID),
    Column("epoch", Integer),
    Column("account", _ACCOUNT),
    Column("wrap", Text, nullable=False),
    PrimaryKeyConstraint("group_id", "epoch", "account"),
)

members = Table(
    "members",
    META,
    Column("group_id", _ID),
    Column("account", _ACCOUNT, index=True),
    Column("from_epoch", Integer, nullable=False),
    Column("gone", Boolean, nullable=False, default=False),  # has left; the key is not renewed yet
    PrimaryKeyConstraint("group_id", "account"),
)

entries = Table(
    "entries",
    META,
    Column("group_id", _ID),
    Column("seq", BigInteger),
    Column("epoch", Integer, nullable=False),
    Column("type", String(8), nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("body", Text, nullable=False),
    Column("kind", String(16)),
    Column("urgency", String(16)),
    Column("sender", _ACCOUNT),
    PrimaryKeyConstraint("group_id", "seq"),
)
Index("entries_by_kind", entries.c.group_id, entries.c.kind)

messages = Table(
    "messages",
    META,
    Column("id", _ID, primary_key=True),
    Column("group_id", _ID, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("sender", _ACCOUNT, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("at", _MOMENT, nullable=False),
    Column("sha256", _DIGEST, nullable=False),
    UniqueConstraint("sender", "counter"),
)

receipts = Table(
    "receipts",
    META,
    Column("message", _ID),
    Column("by", _ACCOUNT),
    Column("what", String(8)),
    Column("seq", BigInteger, nullable=False),
    Column("at", _MOMENT, nullable=False),
    PrimaryKeyConstraint("message", "by", "what"),
)

attachments = Table(
    "attachments",
    META,
    Column("id", _ID, primary_key=True),
    Column("group_id", _ID, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("owner", _ACCOUNT, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("sha256", _DIGEST, nullable=False),
    Column("message", _ID),  # the message that names it; None while it waits for one
    Column("content", LargeBinary, nullable=False),
)
Index("attachments_waiting", attachments.c.owner, attachments.c.message)

audit = Table(
    "audit",
    META,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("at", _MOMENT, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(24), nullable=False),
    Column("group_id", String(22), nullable=False),
    Column("subject", Text, nullable=False),
    Column("digest", _DIGEST, nullable=False),
)
