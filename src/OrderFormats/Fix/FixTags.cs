using System.Globalization;

namespace KillSwitch.OrderFormats.Fix;

/// <summary>Tags of FIX by their names there.</summary>
internal static class FixTags
{
    public const int Account = 1;
    public const int CheckSum = 10;
    public const int ClOrdId = 11;
    public const int Currency = 15;
    public const int MsgSeqNum = 34;
    public const int MsgType = 35;
    public const int OrderQty = 38;
    public const int OrdType = 40;
    public const int OrigClOrdId = 41;
    public const int PossDupFlag = 43;
    public const int Price = 44;
    public const int SenderCompId = 49;
    public const int SenderSubId = 50;
    public const int SendingTime = 52;
    public const int Side = 54;
    public const int Symbol = 55;
    public const int TargetCompId = 56;
    public const int TransactTime = 60;
    public const int SymbolSfx = 65;
    public const int PossResend = 97;
    public const int StopPx = 99;
    public const int ExDestination = 100;
    public const int OnBehalfOfSubId = 116;
    public const int OrigSendingTime = 122;
    public const int CashOrderQty = 152;
    public const int SecurityType = 167;
    public const int MaturityMonthYear = 200;
    public const int PutOrCall = 201;
    public const int StrikePrice = 202;
    public const int MaturityDay = 205;
    public const int SecurityExchange = 207;
    public const int ContractMultiplier = 231;
    public const int UnderlyingSymbol = 311;
    public const int PartyId = 448;
    public const int PartyRole = 452;
    public const int CfiCode = 461;
    public const int OrderPercent = 516;
    public const int MaturityDate = 541;
    public const int TargetStrategy = 847;

    private static readonly string[] s_names = [.. Enumerable.Range(0, TargetStrategy + 1).Select(Written)];

    /// <summary>A tag as people write it.</summary>
    public static string Name(int tag) => tag < s_names.Length ? s_names[tag] : Written(tag);

    private static string Written(int tag) => tag.ToString(CultureInfo.InvariantCulture);
}
