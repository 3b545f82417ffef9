using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using KillSwitch.Workflows.Orders;
using KillSwitch.Workflows.Scopes;

namespace KillSwitch.Workflows.Limits;

/// <summary>
/// What one orders partition brought lately: enough to know a duplicate, and how many orders a second has seen. A function of the records
/// alone, whatever became of them, so that a router that reads them again remembers the same. One thread at a time.
/// </summary>
/// <param name="duplicateMs">How far back a duplicate can lie; 0 remembers none.</param>
/// <param name="countedBy">By what orders of a second are counted; empty for nothing.</param>
internal sealed class OrderMemory(long duplicateMs, ScopeKind[] countedBy)
{
    private const long Second = 1_000;

    /// <summary>Two of an order: by its id, and by what it asks for.</summary>
    private readonly Dictionary<UInt128, long> _seenAt = [];

    /// <summary>In the order they came, so that what is too long ago is forgotten from the front.</summary>
    private readonly Queue<(UInt128 Key, long AtInMs)> _seen = new();

    private readonly Dictionary<UInt128, int> _ofSecond = [];
    private long _second = long.MinValue;

    /// <summary>Remembers an order.</summary>
    /// <param name="order">An order, not a cancel.</param>
    /// <param name="sentInMs">Its record's time, Unix ms.</param>
    /// <returns>How long before it another was that it could be a duplicate of; null if there was none.</returns>
    public long? Note(scoped in OrderInPlace order, long sentInMs)
    {
        if (countedBy.Length > 0)
            Count(order, sentInMs);
        if (duplicateMs == 0)
            return null;
        while (_seen.TryPeek(out var oldest) && oldest.AtInMs < sentInMs - duplicateMs)
        {
            _seen.Dequeue();
            if (_seenAt.GetValueOrDefault(oldest.Key) == oldest.AtInMs)
                _seenAt.Remove(oldest.Key);
        }
        var sameId = See(KeyOfId(order), sentInMs);
        var sameOrder = See(KeyOfOrder(order), sentInMs);
        return sameId is null ? sameOrder : sameOrder is null ? sameId : Math.Min(sameId.Value, sameOrder.Value);
    }

    /// <summary>
    /// Of a kind that is counted by: how many orders of that name the second of the latest one has brought, itself included.
    /// </summary>
    public int OfThisSecond(ScopeKind kind, ReadOnlySpan<byte> name) => _ofSecond.GetValueOrDefault(KeyOfName(kind, name));

    private void Count(scoped in OrderInPlace order, long sentInMs)
    {
        var second = Math.DivRem(sentInMs, Second).Quotient;
        if (second != _second)
        {
            _second = second;
            _ofSecond.Clear();
        }
        foreach (var kind in countedBy)
        {
            var name = order.NameOf(kind);
            if (name.IsEmpty)
                continue;
            CollectionsMarshal.GetValueRefOrAddDefault(_ofSecond, KeyOfName(kind, name), out _)++;
        }
    }

    private long? See(UInt128 key, long atInMs)
    {
        var before = _seenAt.TryGetValue(key, out var at) ? atInMs - at : (long?)null;
        _seenAt[key] = atInMs;
        _seen.Enqueue((key, atInMs));
        return before;
    }

    private static UInt128 KeyOfName(ScopeKind kind, ReadOnlySpan<byte> name) => XxHash128.HashToUInt128(name, (long)kind);

    private static UInt128 KeyOfId(scoped in OrderInPlace order)
    {
        var key = new Key(stackalloc byte[Key.Room(order.AccountId.Length + order.OrderId.Length)]);
        key.Add(order.AccountId);
        key.Add(order.OrderId);
        return key.Hash(seed: 1);
    }

    private static UInt128 KeyOfOrder(scoped in OrderInPlace order)
    {
        var key = new Key(stackalloc byte[Key.Room(order.AccountId.Length + order.Symbol.Length)]);
        key.Add(order.AccountId);
        key.Add(order.Symbol);
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

        /// <summary>Two texts, two words and four numbers.</summary>
        public static int Room(int texts) => texts + (4 * sizeof(int)) + (4 * 4 * sizeof(int));

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
            decimal.GetBits(Shortest(number), bits);
            foreach (var part in bits)
                Add(part);
        }

        private static decimal Shortest(decimal number)
        {
            if (number == 0)
                return 0;
            if (number.Scale == 0)
                return number;
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(number, bits);
            // The division takes off every zero, and several times as long as looking whether there is one.
            return bits[1] == 0 && bits[2] == 0 && (uint)bits[0] % 10 != 0 ? number : number / 1.0000000000000000000000000000m;
        }

        public readonly UInt128 Hash(long seed) => XxHash128.HashToUInt128(_room[.._length], seed);
    }
}
