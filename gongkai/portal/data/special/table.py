"""Every special view and the data sets that feed it."""

from gongkai.portal.data.special.asking import View

VIEWS: tuple[View, ...] = ()
