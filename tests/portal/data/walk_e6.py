import re, html, os
import pytest
from django.test import Client
from gongkai.foundation.rulebook import fields as installed
from gongkai.disclosure.models import Row
from tests.disclosure.conftest import DAY
from tests.portal.data.test_views import *
from tests.portal.data.test_views import fed
C=re.compile('[\u4e00-\u9fff]')
pytestmark = pytest.mark.django_db

def chinese(text):
    text=re.sub(r'<(script|style)\b.*?</\1>','',text,flags=re.S)
    out=[]
    for attr in re.findall(r'(?:aria-label|title|alt|placeholder|data-label|content)="([^"]*)"',text):
        if C.search(attr): out.append('@'+html.unescape(attr))
    body=re.sub(r'<[^>]+>','\n',text)
    for line in html.unescape(body).split('\n'):
        line=line.strip()
        if C.search(line): out.append(line)
    return list(dict.fromkeys(out))

def test_walk(fed, client: Client):
    names=[d.name for f in installed().on(DAY) for d in f.data]
    bring=["penalties","licences","fiscal_monthly","air_daily","air_hourly","air_ranking","service_items","projects","project_steps","trade_notices","trade_results","trade_contracts","budget_lines","food_samples","powers","power_changes","wholesale_prices","grain_purchase","catchments","schools","assistance_recipients","housing_allocation","poverty_households","blacklist","construction_firms","score_events","polluter_limits","pollutant_readings","land_requisitions","safety_warnings","fee_catalogue"]
    bring=[b for b in bring if b in names]
    fed(*bring)
    os.makedirs('/tmp/e6pages',exist_ok=True)
    seen={}
    def get(a):
        r=client.get(a,headers={"accept-language":"en"})
        t=b"".join(r).decode()
        open('/tmp/e6pages/'+a.strip('/').replace('/','_').replace('?','__')[:80]+'.html','w').write(t)
        seen[a]=(r.status_code,chinese(t))
    get('/data/')
    for n in bring:
        get(f'/data/{n}/')
        row=Row.objects.filter(data_set=n,valid_to=None).order_by('number').first()
        if row: get(f'/data/{n}/{row.number}/')
    for n in ("penalties","fiscal_monthly"):
        get(f'/data/{n}/compare/'); get(f'/data/{n}/releases/')
    from gongkai.portal.data.special.table import VIEWS
    for v in VIEWS: get(v.address)
    get('/data/missing/')
    for (v,q) in list(ASKED)[:7]:
        a=[x for x in VIEWS if x.name==v][0].address
        get(a+q)
    get('/api/data/'); get('/api/data/penalties/'); get('/api/data/penalties/schema.json'); get('/api/data/openapi.json')
    with open('/tmp/e6pages/report.txt','w') as f:
        for a,(s,found) in seen.items():
            f.write(f'== {a} {s}\n')
            for x in found: f.write('   '+x[:200]+'\n')
