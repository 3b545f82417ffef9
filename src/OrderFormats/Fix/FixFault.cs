namespace KillSwitch.OrderFormats.Fix;

internal enum FixFault
{
    None,

    /// <summary>Where BodyLength (9) says that it ends there is no checksum, or there is no BodyLength at all.</summary>
    Length,

    /// <summary>The log ends within it.</summary>
    CutOff,

    /// <summary>The bytes do not add up to CheckSum (10).</summary>
    Checksum,
}
