"""Who may open what: one row for every address of the installation. An address without a row fails the build.

The walker (`test_routes.py`) opens each address as a stranger, as each role where it belongs to the land
office (or oversees it), and as each role of another body.

- `PUBLIC`: everybody, signed in or not.
- `ByToken`: programs with a token, or a case's query code, only.
- `SIGN_IN`: pages of signing in; they answer everybody without failing, and show nothing of the staff's.
- `Staff(…)`: a stranger is sent to sign in, a signed-in person without second factor to enrol one.
  `roles`: who of the land office, or overseeing it, may. Others get 403 or 404.
  `elsewhere`: the page is about no body in particular, so people of another body may open it too.
  `post`: the address takes POST only, with `data`. Past the door the verb may still refuse, in words.
  `where`: what stands in the address's holes, where the sample (`conftest.py`) doesn't fit.
"""

from tests.architecture.routes import casework_desk, data_desk, desk, programs, public, publishing_desk

ROUTES = {
    **public.ROUTES,
    **programs.ROUTES,
    **desk.ROUTES,
    **casework_desk.ROUTES,
    **publishing_desk.ROUTES,
    **data_desk.ROUTES,
}
"""By name with its namespaces; an address without a name by its pattern."""

SIGN_IN_ROUTES = (
    "account_*",
    "mfa_*",
    "socialaccount_*",
    "openid_connect_*",
    "signin_closed",
    "accounts/social/*",
)
"""The addresses of allauth, by pattern of their names."""

EDITOR_ROUTES = (
    "wagtailadmin_*", "wagtailimages*", "wagtailusers_*", "wagtail_bulk_action", "pages-admin/*",
)  # fmt: skip
"""The addresses of Wagtail's admin, by pattern of their names; walked by tests of the pages (isolation)."""
