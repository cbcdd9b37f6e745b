"""Reading mail: bytes in, a `Mail` out. Knows no database and no network."""

from gongkai.foundation.mail.reading.headers import Address as Address
from gongkai.foundation.mail.reading.kinds import Bounce as Bounce
from gongkai.foundation.mail.reading.message import Kind as Kind
from gongkai.foundation.mail.reading.message import Mail as Mail
from gongkai.foundation.mail.reading.message import read_message as read_message
from gongkai.foundation.mail.reading.parts import Attachment as Attachment
