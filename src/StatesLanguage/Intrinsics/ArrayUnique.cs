using System.Globalization;
using System.Text.Json;

namespace KillSwitch.StatesLanguage.Intrinsics;

/// <summary>States.ArrayUnique: the array without repeated values; the first of each stays.</summary>
internal sealed class ArrayUnique : IIntrinsic
{
    public string Name => "States.ArrayUnique";

    public (int Least, int Most) Arity => (1, 1);

    public JsonElement Call(IntrinsicArguments arguments, IEntropy entropy)
    {
        var seen = new HashSet<JsonElement>(EqualValues.Instance);
        return Json.Array(arguments.Array(0).EnumerateArray().Where(seen.Add));
    }

    /// <summary>As <see cref="Json.Equal"/>, so that an array of a hundred thousand values is not compared each with each.</summary>
    private sealed class EqualValues : IEqualityComparer<JsonElement>
    {
        public static readonly EqualValues Instance = new();

        public bool Equals(JsonElement x, JsonElement y) => Json.Equal(x, y);

        public int GetHashCode(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Number => double.Parse(value.GetRawText(), CultureInfo.InvariantCulture).GetHashCode(),
            JsonValueKind.String => value.GetString()!.GetHashCode(StringComparison.Ordinal),
            JsonValueKind.Array => value.EnumerateArray().Aggregate(17, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
            JsonValueKind.Object => value.EnumerateObject().Sum(m => (long)HashCode.Combine(m.Name, GetHashCode(m.Value))).GetHashCode(),
            _ => (int)value.ValueKind,
        };
    }
}
