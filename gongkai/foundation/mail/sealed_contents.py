"""Mail as it arrived, for whoever changes the key."""

from gongkai.foundation.files import elsewhere
from gongkai.foundation.mail import raw

elsewhere.keep(elsewhere.Keeper(raw.reseal_some, raw.look_over))
