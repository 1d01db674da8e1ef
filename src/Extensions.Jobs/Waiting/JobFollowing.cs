using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Extensions.Jobs;

/// <summary>Follows one job: its header now, and each newer one. A slow reader may miss intermediate ones, never the last.</summary>
internal static class JobFollowing
{
    /// <summary>Ends when cancelled, without an exception. Null: the job is gone for good.</summary>
    /// <param name="watch">Tells of changes.</param>
    /// <param name="writer">Reads the first header.</param>
    /// <param name="id">The job.</param>
    /// <param name="ended">Ends it.</param>
    /// <param name="cancellationToken">Ends it, with an exception.</param>
    public static async IAsyncEnumerable<JobHeader?> FollowAsync(
        this JobWatch watch,
        JobWriter writer,
        string id,
        CancellationToken ended,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var headers = Channel.CreateBounded<JobHeader?>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest }
        );
        // Observed before it is read: what changes in between is told, not missed.
        using var observer = watch.Observe(id, header => headers.Writer.TryWrite(header));
        using var end = ended.Register(() => headers.Writer.TryComplete());
        var first = await writer.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        yield return first;

        var version = first?.Version ?? 0;
        while (await headers.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            while (headers.Reader.TryRead(out var header))
            {
                if (header is null || header.Version > version)
                {
                    version = header?.Version ?? version;
                    yield return header;
                }
            }
        }
    }
}
