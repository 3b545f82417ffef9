namespace KillSwitch.OrderFormats.Orders;

/// <summary>
/// Why a record of a file is not made an order of the contract. The numbers go on where those of the contract's own refusals end:
/// 7xx are said of files, before anything is sent. A number is given once and never reused.
/// </summary>
public enum RecordRefusalCode
{
    /// <summary>It ends where it should not, has a field that is none, or another number of columns than the header.</summary>
    RecordBroken = 700,

    /// <summary>Its bytes do not add up to its checksum.</summary>
    ChecksumWrong = 701,

    /// <summary>A field is there twice, and readers differ in which they take.</summary>
    FieldRepeated = 702,

    /// <summary>A value that the contract has no word for.</summary>
    ValueUnknown = 703,

    /// <summary>An order of so much money, or of so many per cent, not of so many shares.</summary>
    QuantityUnsaid = 704,

    /// <summary>No time, or none that can be read in one way.</summary>
    TimeUnreadable = 706,

    /// <summary>What is traded is not said so that a symbol could name it.</summary>
    InstrumentUnnamed = 707,

    /// <summary>It is about an order that the file does not have.</summary>
    OrderUnknown = 708,
}
