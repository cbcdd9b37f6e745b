"""First parts of addresses that belong to the program; a page of that name could never be opened."""

RESERVED = frozenset(
    {
        "accounts", "api", "calendar", "check", "columns", "demo", "documents", "feeds", "look", "open-data",
        "pages-admin", "pictures", "proofs", "reports", "requests", "static", "workbench", "gazette",
        "catalogue",
        "subscriptions", "data", "fields",
    }
)  # fmt: skip
