"""邮件订阅: asked for by anybody, valid once the owner of the address has confirmed it, ended by one click
(RFC 8058). A room declares what may be subscribed to as a `MailingList`, with a table of its own."""
