namespace KillSwitch.Hosting;

/// <summary>A turn that processes of one machine take one after the other. It ends with its holder, however that goes.</summary>
public static class FileLock
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits for the turn; dispose of it to give it on.</summary>
    /// <param name="path">The lock's file; created if missing, and never removed.</param>
    /// <param name="time">For the patience.</param>
    /// <param name="patience">How long the holder may take; <see cref="Timeout.InfiniteTimeSpan"/> waits for ever.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The holder took longer, or the file cannot be made.</exception>
    public static async Task<IDisposable> TakeAsync(string path, TimeProvider time, TimeSpan patience, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (patience == Timeout.InfiniteTimeSpan || time.GetElapsedTime(began) < patience)
            {
                await Task.Delay(Poll, time, cancellationToken);
            }
        }
    }
}
