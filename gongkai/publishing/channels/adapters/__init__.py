"""Other systems that a release goes to, each behind one face (`base.Adapter`)."""

from gongkai.publishing.channels.adapters.base import Adapter, Platform
from gongkai.publishing.channels.adapters.media import Media
from gongkai.publishing.channels.adapters.microblog import Microblog
from gongkai.publishing.channels.adapters.wechat import WeChat
from gongkai.publishing.channels.models import Delivery

PLATFORMS: dict[str, Platform] = {"wechat": WeChat(), "microblog": Microblog()}
"""By `Account.platform`."""

_MEDIA = Media()


def adapter_of(delivery: Delivery) -> Adapter | None:
    """None where a person delivers."""
    if delivery.account is not None:
        return PLATFORMS.get(delivery.account.platform)
    return _MEDIA if delivery.media_list_id is not None else None
