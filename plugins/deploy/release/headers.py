"""The headers readers' browsers get: one table, printed for each kind of host."""

from __future__ import annotations

from collections import defaultdict

from .kinds import BRIEF, IMMUTABLE, NAMED_BY_CONTENT, TYPES, UNKNOWN

# What a page cannot say of itself in a <meta> (CSP Level 3, section 3.3) or that holds for all files alike. What a
# page may run is in the page: plugins/newsroom/policy.py.
EVERYWHERE = (
    ("Content-Security-Policy", "frame-ancestors 'self'; base-uri 'self'; form-action 'self'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)


def headers_file(base: str) -> str:
    """`_headers` as Cloudflare Pages and Netlify read it. base: the path part of the site's address,
    "" or "/fengxi"."""
    lines = [f"{base}/*", *(f"  {name}: {value}" for name, value in EVERYWHERE), f"  Cache-Control: {BRIEF}"]
    for folder in NAMED_BY_CONTENT:
        # Rules that both apply are joined; the first one's value has to be taken off.
        lines += [f"{base}/{folder}/*", "  ! Cache-Control", f"  Cache-Control: {IMMUTABLE}"]
    return "\n".join(lines) + "\n"


def nginx_file(base: str) -> str:
    """A snippet for nginx's `server`: types, charset, pre-compressed files, caching, security headers, for the site's
    addresses alone: whatever else the server serves stays as it is.

    Directives as in https://nginx.org/en/docs/; `add_header` is repeated because a location that has one inherits
    none.
    """
    endings = defaultdict(list)
    for ending, type in TYPES.items():
        endings[type.name].append(ending)
    types = [f"        {name} {' '.join(found)};" for name, found in sorted(endings.items())]
    charset = sorted({type.name for type in TYPES.values() if type.charset} - {"text/html"})
    folders = "|".join(NAMED_BY_CONTENT)
    return "\n".join(
        [
            "# 由发布写出。放进 server { } 里：include 这个文件；改动后运行 nginx -s reload。",
            *_root(base),
            "# 装了 brotli 模块的，再 include 旁边的 nginx-brotli.conf。",
            f"location ^~ {base}/ {{",
            "    index index.html;",
            f"    error_page 404 {base}/404.html;",
            f"    default_type {UNKNOWN.name};",
            "    types {",
            *types,
            "    }",
            "    charset utf-8;",
            f"    charset_types {' '.join(charset)};",
            "    gzip_static on;",
            "    gzip_vary on;",
            *_headers("    ", BRIEF),
            f"    location ~ ^{base}/(?:{folders})/ {{",
            *_headers("        ", IMMUTABLE),
            "    }",
            "}",
            "",
        ]
    )


def _root(base: str) -> list[str]:
    if not base:
        return ["# server 的 root 指到发布文件夹里的 current/site，例如 root /srv/fengxi/current/site;"]
    folder = base.strip("/")
    return [
        f"# 网站在 {base}/ 下面：server 的 root 里要有名为 {folder} 的链接，指到发布文件夹里的 current/site，例如",
        f"#   ln -s /srv/fengxi/current/site /srv/www/{folder}    （root /srv/www;）",
    ]


def brotli_file() -> str:
    """The line that only an nginx with the brotli module understands."""
    return "# 放进同一个 server { } 里。需要模块 ngx_http_brotli_static_module。\nbrotli_static on;\n"


def _headers(indent: str, cache: str) -> list[str]:
    # Caching is not said of errors: a page that is missing now may be there in a minute.
    always = [f'{indent}add_header {name} "{value}" always;' for name, value in EVERYWHERE]
    return [*always, f'{indent}add_header Cache-Control "{cache}";']
