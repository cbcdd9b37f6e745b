"""Verbs on background work."""

from datetime import datetime

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor


@verb("task.retry")
def retry_job(*, actor: Actor, now: datetime, job: int, reason: str = "") -> int | Refused:
    """Queue a failed job again. Only who runs the installation may."""
    if not actor.is_system:
        return Refused(Message(N_("后台任务由系统管理员在服务器上重试。")))
    failed = ProcrastinateJob.objects.filter(pk=job).first()
    if failed is None or failed.status != "failed":
        return Refused(Message(N_("没有编号为 {job} 的失败任务"), {"job": job}))
    JobManager(DjangoConnector()).retry_job_by_id(job, retry_at=now)
    record(
        subject=("task", job), body=None, before={"status": "failed"}, after={"status": "todo"}, reason=reason
    )
    return job
