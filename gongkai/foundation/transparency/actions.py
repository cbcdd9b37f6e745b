"""Signing the tree's head."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.transparency.proof import Head
from gongkai.core.transparency.tree import root
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.transparency.entering import reading
from gongkai.foundation.transparency.models import PublicEntry, TreeHead
from gongkai.foundation.transparency.signing import DIGEST_OF, SigningKey, read_key, sign

_NO_KEY = N_("还没有签名密钥。请运维人员运行 gongkai proofs key 生成。")
_WRONG_DIGEST = N_("签名密钥（{algorithm}）与目录树的摘要算法（{digest}）不配套。请改设置或更换密钥。")
_NOTHING = N_("目录树里还没有公开记录。")


@verb("transparency.sign_head")
def sign_head(*, actor: Actor, now: datetime, issuer: str = "") -> int | Refused:
    """Sign the end of the tree as it is now; the number of the head. Without `issuer` the city of the
    settings signs."""
    if not actor.is_system:
        return Refused(Message(N_("目录树根由系统定时签发。")))
    key = signing_key()
    if isinstance(key, Refused):
        return key
    wait_for_turn()
    last = PublicEntry.objects.order_by("-position").values_list("position", flat=True).first()
    if last is None:
        return Refused(Message(_NOTHING))
    size, name = last + 1, settings.TREE_DIGEST
    whole: bytes = reading(name, lambda digest, node: root(digest, node, size))
    at = timezone.localtime(now).isoformat(timespec="seconds")
    head = Head(issuer or settings.CITY_NAME, size, whole.hex(), at, name)
    signature = sign(key, head)
    row = TreeHead(
        issuer=head.issuer, size=head.size, root=head.root, at=head.at, digest=head.digest,
        algorithm=signature.algorithm, key=signature.key, public=key.public_key.public,
        signature=signature.value,
    )  # fmt: skip
    write(row)
    return row.pk


def signing_key() -> SigningKey | Refused:
    """The installation's key, if there is one that suits the tree."""
    try:
        key = read_key(Path(settings.HEAD_KEY))
    except FileNotFoundError:
        return Refused(Message(_NO_KEY))
    if DIGEST_OF[key.public_key.algorithm] != settings.TREE_DIGEST:
        values = {"algorithm": key.public_key.algorithm, "digest": settings.TREE_DIGEST}
        return Refused(Message(_WRONG_DIGEST, values))
    return key
