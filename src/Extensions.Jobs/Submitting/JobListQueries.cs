using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>
/// Turns what a client asks of a list into what a repository answers. A cursor holds the place and a checksum over place, owner
/// and filters: it needs no secret, for the list is filtered by owner whatever the cursor says.
/// </summary>
internal static class JobListQueries
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;
    private const int ChecksumLength = 8;

    /// <exception cref="ArgumentException">A filter or the cursor is none.</exception>
    public static JobQuery QueryOf(JobListQuery list, JobType type, string? owner)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(list.Limit ?? DefaultLimit, 1, nameof(list.Limit));
        var (states, stopping) = StatesOf(list.Status);
        return new JobQuery(JobSet.Listed)
        {
            Names = type.Names,
            Limit = Math.Min(list.Limit ?? DefaultLimit, MaxLimit),
            Owner = owner,
            States = states,
            Stopping = stopping,
            CreatedFrom = list.CreatedFrom,
            CreatedTo = list.CreatedTo,
            Cursor = list.Cursor is { } cursor ? Read(cursor, list, type, owner) : null,
        };
    }

    /// <summary>The cursor of a place, for the same list alone.</summary>
    public static string? Write(JobCursor? place, JobListQuery list, JobType type, string? owner)
    {
        if (place is null)
        {
            return null;
        }

        var id = Convert.FromHexString(place.Id);
        Span<byte> bytes = stackalloc byte[8 + id.Length + ChecksumLength];
        BinaryPrimitives.WriteInt64BigEndian(bytes, place.Created.ToUnixTimeMilliseconds());
        id.CopyTo(bytes[8..]);
        Checksum(bytes[..^ChecksumLength], list, type, owner).CopyTo(bytes[^ChecksumLength..]);
        return Base64Url.EncodeToString(bytes);
    }

    private static JobCursor Read(string cursor, JobListQuery list, JobType type, string? owner)
    {
        Span<byte> bytes = stackalloc byte[8 + 16 + ChecksumLength];
        if (
            // The decoder would pass over white space and padding.
            cursor.Length != Base64Url.GetEncodedLength(bytes.Length)
            || !Base64Url.TryDecodeFromChars(cursor, bytes, out var length)
            || length != bytes.Length
            || !Checksum(bytes[..^ChecksumLength], list, type, owner).SequenceEqual(bytes[^ChecksumLength..])
        )
        {
            throw new ArgumentException("The cursor is damaged, or belongs to another list.", nameof(cursor));
        }

        return new JobCursor(
            DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes)),
            Convert.ToHexStringLower(bytes[8..24])
        );
    }

    private static ReadOnlySpan<byte> Checksum(ReadOnlySpan<byte> place, JobListQuery list, JobType type, string? owner)
    {
        var filters = string.Create(
            CultureInfo.InvariantCulture,
            $"{Convert.ToHexString(place)}\n{type.Name}\n{(owner is null ? "*" : "=" + owner)}\n"
                + $"{string.Join(',', (list.Status ?? []).Order(StringComparer.Ordinal))}\n"
                + $"{list.CreatedFrom?.UtcTicks}\n{list.CreatedTo?.UtcTicks}"
        );
        return SHA256.HashData(Encoding.UTF8.GetBytes(filters)).AsSpan(0, ChecksumLength);
    }

    private static (IReadOnlyCollection<JobState>? States, bool? Stopping) StatesOf(IReadOnlyCollection<string>? status)
    {
        if (status is null)
        {
            return (null, null);
        }

        var states = status.Select(StateOf).Distinct().ToArray();
        var running = status.Contains(JobStatus.Running);
        var cancelling = status.Contains(JobStatus.Cancelling);
        return (states, running == cancelling ? null : cancelling);
    }

    private static JobState StateOf(string status) =>
        status switch
        {
            JobStatus.Queued => JobState.Queued,
            JobStatus.Running or JobStatus.Cancelling => JobState.Running,
            JobStatus.Succeeded => JobState.Succeeded,
            JobStatus.Failed => JobState.Failed,
            JobStatus.Cancelled => JobState.Cancelled,
            _ => throw new ArgumentException($"'{status}' is no status of a job.", nameof(status)),
        };
}
