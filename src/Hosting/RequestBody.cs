using Microsoft.AspNetCore.Http;

namespace KillSwitch.Hosting;

/// <summary>A request's body, whole. The server's size limit is what bounds it.</summary>
public static class RequestBody
{
    private const int BufferBytes = 16 * 1024;

    /// <exception cref="BadHttpRequestException">It is too large, too slow or cannot be read; the status says which.</exception>
    public static Task<byte[]> ReadAsync(HttpContext context, CancellationToken cancellationToken) =>
        ReadAsync(context, int.MaxValue, cancellationToken);

    /// <param name="context">The request.</param>
    /// <param name="most">
    /// Bytes that are kept. What is beyond is read all the same, and thrown away: whoever is cut off while he sends does not hear why.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BadHttpRequestException">It is too large, too slow or cannot be read; the status says which.</exception>
    public static async Task<byte[]> ReadAsync(HttpContext context, int most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[BufferBytes];
        try
        {
            while (await context.Request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
                kept.Write(buffer, 0, (int)Math.Min(read, most - kept.Length));
        }
        catch (IOException e) when (e is not BadHttpRequestException && !context.RequestAborted.IsCancellationRequested)
        {
            // The web server's word for a chunk as long as no number can say.
            throw new BadHttpRequestException("The body's chunks cannot be read.", e);
        }
        return kept.ToArray();
    }
}
