"""Addresses on the net, accounts and papers that only the word before them tells from a code, 号牌号码."""

from gongkai.core.personal_numbers.rule import SAYS, Kind, Rule

EMAIL = Rule(
    kind=Kind.EMAIL,
    name="电子邮箱",
    before=r"(?<![A-Za-z0-9_.+-])",
    number=(
        r"[A-Za-z0-9][A-Za-z0-9_.+-]* ?@ ?[A-Za-z0-9\u4e00-\u9fff-]+"
        r"(?:\.[A-Za-z0-9-]+|\.(?:中国|公司|网络|政务|公益))+"
    ),
    found=("邮箱【sample.person@example.com】。", "邮箱 【sample@示例.中国】"),
    left=("@所有人 请注意", "a@b", "10元@件"),
)

ACCOUNT = Rule(
    kind=Kind.ACCOUNT,
    name="“微信号”“QQ”“护照”“通行证”等字样后面的账号、证号",
    lead=(
        r"(?:微信号?|(?i:wechat)|(?i:qq)号?|护照(?:号码|号)?"
        rf"|(?:通行证|台胞证|军官证|士兵证|居留证)(?:号码|号)?|社会保障号码?){SAYS}"
    ),
    number=r"[A-Za-z0-9][A-Za-z0-9_-]{4,19}",
    after=r"(?![0-9A-Za-z]|\s*[条篇件个次万人家户])",
    found=("微信号：【sample_person1】", "QQ：【10000000】", "港澳通行证号【C00000000】"),
    left=("政务微信26231条", "护照工本费120元", "微信：关注"),
)

VEHICLE = Rule(
    kind=Kind.VEHICLE,
    name="机动车号牌，含新能源、教练、警用等",
    number=(
        r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·• ]?"
        r"(?=[A-Z]*\d)(?:[A-Z0-9]{5,6}(?![A-Z0-9])|[A-Z0-9]{4}[学警挂领使港澳])"
    ),
    found=("车牌【鲁Q·A0000】", "新能源车【鲁QD00000】", "教练车【鲁Q0000学】"),
    left=("鲁JZ201900120012", "新AAAAAA", "鲁政字〔2019〕1号"),
)
