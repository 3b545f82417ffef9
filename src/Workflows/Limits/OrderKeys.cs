using System.Buffers.Binary;
using System.IO.Hashing;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>What two orders are the same by, as hashes of 128 bits, which no two that differ share by chance.</summary>
internal static class OrderKeys
{
    /// <summary>The name of a scope.</summary>
    public static UInt128 OfName(ScopeKind kind, ReadOnlySpan<byte> name) => XxHash128.HashToUInt128(name, (long)kind);

    /// <summary>Account and id.</summary>
    public static UInt128 OfId(scoped in OrderInPlace order)
    {
        var key = new Key(stackalloc byte[Key.Room(order.AccountId.Length + order.OrderId.Length)]);
        key.Add(order.AccountId);
        key.Add(order.OrderId);
        return key.Hash(seed: 1);
    }

    /// <summary>What it asks for: account, symbol, side, type, quantity and prices.</summary>
    public static UInt128 OfContent(scoped in OrderInPlace order)
    {
        var currency = order.IsInDollars ? [] : order.Currency;
        var key = new Key(stackalloc byte[Key.Room(order.AccountId.Length + order.Symbol.Length + currency.Length)]);
        key.Add(order.AccountId);
        key.Add(order.Symbol);
        key.Add(currency);
        key.Add((int)order.Side!);
        // It says which of the prices there are.
        key.Add((int)order.OrderType);
        key.Add(order.Qty);
        key.Add(order.Price ?? 0);
        key.Add(order.StopPrice ?? 0);
        key.Add(order.Multiplier ?? 1);
        return key.Hash(seed: 2);
    }

    /// <summary>What is hashed: each part behind its length, so that no two are the same one behind the other.</summary>
    private ref struct Key(Span<byte> room)
    {
        private readonly Span<byte> _room = room;
        private int _length;

        /// <summary>Three texts, two words and four numbers.</summary>
        public static int Room(int texts) => texts + (5 * sizeof(int)) + (4 * 4 * sizeof(int));

        public void Add(ReadOnlySpan<byte> text)
        {
            Add(text.Length);
            text.CopyTo(_room[_length..]);
            _length += text.Length;
        }

        public void Add(int number)
        {
            BinaryPrimitives.WriteInt32LittleEndian(_room[_length..], number);
            _length += sizeof(int);
        }

        /// <summary>However it is written: 100 is 100.0, and -0 is 0.</summary>
        public void Add(decimal number)
        {
            Span<int> bits = stackalloc int[4];
            PlainDecimal.Bits(number, bits);
            foreach (var part in bits)
                Add(part);
        }

        public readonly UInt128 Hash(long seed) => XxHash128.HashToUInt128(_room[.._length], seed);
    }
}
