namespace KillSwitch.Aws.Http;

/// <summary>The script that signs people in, carried inside the program.</summary>
internal static class SignInScript
{
    public static byte[] Content { get; } = Load();

    private static byte[] Load()
    {
        using var stream = typeof(SignInScript).Assembly.GetManifestResourceStream("KillSwitch.Aws.Http.sign-in.js")
            ?? throw new InvalidOperationException("The program was built without sign-in.js. Build it again.");
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }
}
