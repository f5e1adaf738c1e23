"""What a host that speaks S3 refuses, in a sentence. What botocore says is not repeated: it may name keys."""

from __future__ import annotations

from typing import Any

from ..fault import CUT, FULL, LOCKED, DeployFault

_CODES = {
    "NoSuchBucket": ("没有这个存储桶", "检查 DEPLOY 里的地址，先在控制台建好存储桶"),
    "ExpiredToken": ("云存储的凭据过期了", "换新的凭据（环境变量或 ~/.aws），再发布一次"),
    "ExpiredTokenException": ("云存储的凭据过期了", "换新的凭据（环境变量或 ~/.aws），再发布一次"),
    "InvalidAccessKeyId": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否有效、是否过期"),
    "InvalidSecurity": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否有效、是否过期"),
    "InvalidClientTokenId": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否有效、是否过期"),
    "SignatureDoesNotMatch": ("云存储不认这个凭据", "检查环境变量或 ~/.aws 里的凭据是否写错"),
    "RequestTimeTooSkewed": ("这台机器的时钟和云存储差得太多", "校准这台机器的时间，再发布一次"),
    "AccessDenied": LOCKED,
    "AllAccessDisabled": LOCKED,
    "QuotaExceeded": FULL,
    "XMinioStorageFull": FULL,
    "ServiceUnavailable": ("云存储暂时不能用", "过一会儿再发布；已经传好的不会重传"),
    "SlowDown": ("云存储说请求太密", "过一会儿再发布；已经传好的不会重传"),
    "InternalError": ("云存储出了内部错误，可能是空间满了", "检查空间，过一会儿再发布；已经传好的不会重传"),
    "SecondLevelDomainForbidden": ("云存储要求用虚拟主机式的地址", "在地址后面加上 &style=virtual"),
    "PathStyleDomainForbidden": ("云存储要求用虚拟主机式的地址", "在地址后面加上 &style=virtual"),
}


def code_of(fault: Any) -> str:
    """What S3 calls it ("NoSuchKey"); a bare status ("404") where the answer has no body."""
    return str(fault.response.get("Error", {}).get("Code", ""))


def told(fault: Exception) -> DeployFault:
    """The fault in a sentence; what is no fault of the host's is raised again."""
    from boto3.exceptions import S3UploadFailedError
    from botocore import exceptions as known

    if isinstance(fault, known.ClientError):
        code = code_of(fault)
        if code in _CODES:
            return DeployFault(*_CODES[code])
        status = fault.response.get("ResponseMetadata", {}).get("HTTPStatusCode", "")
        if status in (401, 403):
            return DeployFault(*LOCKED)
        if status == 507:
            return DeployFault(*FULL)
        return DeployFault(f"云存储拒绝了请求（{code or status}）", "查一查云存储的控制台，再发布一次")
    if isinstance(fault, known.NoCredentialsError | known.PartialCredentialsError):
        return DeployFault(
            "没有云存储的凭据", "设好环境变量 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或写好 ~/.aws/credentials"
        )
    if isinstance(fault, S3UploadFailedError) and isinstance(fault.__context__, Exception):
        return told(fault.__context__)
    if isinstance(fault, known.HTTPClientError | known.ConnectionError | known.IncompleteReadError):
        return DeployFault(*CUT)
    if isinstance(fault, known.BotoCoreError | S3UploadFailedError | ValueError):
        return DeployFault(f"云存储的设置不能用（{type(fault).__name__}）", "检查 DEPLOY 里的地址和 ~/.aws")
    raise fault
