"""Two platforms on this machine that speak the public interfaces: the official accounts of WeChat (草稿箱、
发布能力、留言、客服消息) and the microblog (statuses, comments)."""

import json
import threading
from collections import defaultdict
from contextlib import contextmanager
from email import message_from_bytes
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from urllib.parse import parse_qs, urlsplit

LOST = "lost"
"""Do it, and hang up without an answer."""


class Platforms:
    """`told`: what to answer instead the next times a path is called: a dict, or LOST. `calls`: paths."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.told: dict[str, list] = defaultdict(list)
        self.tokens: list[str] = []
        self.pictures: list[bytes] = []
        self.covers: dict[str, bytes] = {}
        self.drafts: dict[str, dict] = {}
        self.submitted: dict[str, str] = {}
        self.articles: dict[str, dict] = {}
        self.comments: list[dict] = []
        self.sent: list[dict] = []
        self.posts: dict[int, dict] = {}
        self.post_comments: list[dict] = []
        self.status = 0
        self.secret = "a-secret"
        self._numbers = count(100000001)
        self.url = ""

    def number(self) -> int:
        return next(self._numbers)

    def made(self, path: str) -> int:
        return self.calls.count(path)

    def answer(self, path: str, query: dict, body: dict) -> dict:
        newest = self.tokens[-1] if self.tokens else None
        asks_token = path == "/cgi-bin/stable_token"
        if path.startswith("/cgi-bin/") and not asks_token and query.get("access_token") != newest:
            return {"errcode": 40001, "errmsg": "invalid credential, access_token is invalid"}
        if path.startswith("/2/") and (body or query).get("access_token") != self.secret:
            return {"error": "expired_token", "error_code": 21327, "request": path}
        return getattr(self, path.strip("/").replace("/", "_").replace(".", "_").replace("-", "_"))(
            body or query
        )

    def cgi_bin_stable_token(self, said: dict) -> dict:
        if said["secret"] != self.secret or said["grant_type"] != "client_credential":
            return {"errcode": 40125, "errmsg": "invalid appsecret"}
        if said.get("force_refresh") or not self.tokens:
            self.tokens.append(f"token-{self.number()}")
        return {"access_token": self.tokens[-1], "expires_in": 7200}

    def cgi_bin_media_uploadimg(self, said: dict) -> dict:
        name, content_type, content = said["media"]
        if content_type not in ("image/jpeg", "image/png") or len(content) > 1 << 20:
            return {"errcode": 40005, "errmsg": "invalid file type"}
        self.pictures.append(content)
        return {"url": f"https://mmbiz.qpic.cn/{self.number()}/{name}"}

    def cgi_bin_material_add_material(self, said: dict) -> dict:
        assert said["type"] == "image"
        self.covers[f"cover-{self.number()}"] = said["media"][2]
        return {"media_id": list(self.covers)[-1], "url": "https://mmbiz.qpic.cn/cover"}

    def cgi_bin_draft_add(self, said: dict) -> dict:
        (article,) = said["articles"]
        assert {"title", "content", "thumb_media_id", "content_source_url"} <= set(article)
        media = f"media-{self.number()}"
        self.drafts[media] = article
        return {"media_id": media}

    def cgi_bin_freepublish_submit(self, said: dict) -> dict:
        publish = str(self.number())
        self.submitted[publish] = said["media_id"]
        self.articles[f"article-{publish}"] = dict(self.drafts[said["media_id"]], is_deleted=False)
        return {"errcode": 0, "errmsg": "ok", "publish_id": publish, "msg_data_id": int(publish)}

    def cgi_bin_freepublish_get(self, said: dict) -> dict:
        publish = said["publish_id"]
        if self.status:
            return {"publish_id": publish, "publish_status": self.status, "fail_idx": []}
        item = {"idx": 1, "article_url": f"https://mp.weixin.qq.com/s/{publish}"}
        return {
            "publish_id": publish, "publish_status": 0, "article_id": f"article-{publish}",
            "article_detail": {"count": 1, "item": [item]}, "fail_idx": [],
        }  # fmt: skip

    def cgi_bin_freepublish_batchget(self, said: dict) -> dict:
        items = [
            {"article_id": name, "update_time": 0, "content": {"news_item": [
                {**article, "url": f"https://mp.weixin.qq.com/s/{name}"}]}}
            for name, article in self.articles.items()
        ]  # fmt: skip
        return {"total_count": len(items), "item_count": len(items), "item": items[: said["count"]]}

    def cgi_bin_freepublish_delete(self, said: dict) -> dict:
        if said["article_id"] not in self.articles:
            return {"errcode": 53600, "errmsg": "Article ID is invalid"}
        self.articles[said["article_id"]]["is_deleted"] = True
        return {"errcode": 0, "errmsg": "ok"}

    def cgi_bin_comment_list(self, said: dict) -> dict:
        return {"errcode": 0, "errmsg": "ok", "total": len(self.comments), "comment": self.comments}

    def cgi_bin_comment_reply_add(self, said: dict) -> dict:
        self.sent.append(said)
        return {"errcode": 0, "errmsg": "ok"}

    def cgi_bin_message_custom_send(self, said: dict) -> dict:
        self.sent.append(said)
        return {"errcode": 0, "errmsg": "ok"}

    def _2_statuses_share_json(self, said: dict) -> dict:
        if any(each["text"] == said["status"] for each in self.posts.values()):
            return {"error": "repeat content!", "error_code": 20019, "request": "/2/statuses/share.json"}
        number = self.number()
        self.posts[number] = {
            "id": number, "idstr": str(number), "mid": str(number), "text": said["status"],
            "created_at": "Mon Mar 02 10:00:30 +0800 2026", "user": {"idstr": "990000"},
        }  # fmt: skip
        return self.posts[number]

    def _2_statuses_user_timeline_json(self, said: dict) -> dict:
        shown = [
            dict(each, text=each["text"].rsplit("http", 1)[0] + "http://t.cn/Ax")
            for each in self.posts.values()
        ]
        return {"statuses": shown, "total_number": len(shown)}

    def _2_statuses_destroy_json(self, said: dict) -> dict:
        if int(said["id"]) not in self.posts:
            return {"error": "target weibo does not exist!", "error_code": 20101}
        return self.posts.pop(int(said["id"]))

    def _2_comments_show_json(self, said: dict) -> dict:
        return {"comments": self.post_comments, "total_number": len(self.post_comments)}

    def _2_comments_reply_json(self, said: dict) -> dict:
        self.sent.append(said)
        return {"idstr": str(self.number())}


for _name in [each for each in vars(Platforms) if each.startswith("_2_")]:
    setattr(Platforms, _name[1:], vars(Platforms)[_name])


def _files(content_type: str, sent: bytes) -> dict:
    """The files of a form: field → name, type and content."""
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = message_from_bytes(head + sent, policy=HTTP)
    return {
        part.get_param("name", header="content-disposition"): (
            part.get_filename(), part.get_content_type(), part.get_payload(decode=True),
        )
        for part in form.iter_parts()
    }  # fmt: skip


@contextmanager
def listening():
    platforms = Platforms()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers.get("content-length") or 0))
            if self.headers["content-type"].startswith("multipart/form-data"):
                self._answer(_files(self.headers["content-type"], sent))
                return
            said = sent.decode()
            if self.headers["content-type"].startswith("application/json"):
                self._answer(json.loads(said))
            else:
                self._answer({name: values[0] for name, values in parse_qs(said).items()})

        def _answer(self, body: dict) -> None:
            asked = urlsplit(self.path)
            platforms.calls.append(asked.path)
            instead = platforms.told[asked.path].pop(0) if platforms.told[asked.path] else None
            if instead is None or instead == LOST:
                query = {name: values[0] for name, values in parse_qs(asked.query).items()}
                body = {**query, **body} if "media" in body else body
                found = platforms.answer(asked.path, query, body)
                if instead == LOST:
                    self.close_connection = True
                    return
            else:
                found = instead
            payload = json.dumps(found, ensure_ascii=False).encode()
            self.send_response(400 if "error_code" in found else 200)
            self.send_header("content-type", "text/plain; charset=utf-8")
            self.send_header("content-length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        def log_message(self, *_args) -> None:
            """Nothing on the terminal."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    platforms.url = f"http://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield platforms
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
