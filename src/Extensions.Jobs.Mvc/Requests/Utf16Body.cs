using System.Text;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// A body in UTF-16 as the same in UTF-8, for every formatter that the host may have: MVC's own know one byte order of the two, and
/// not all of them the mark that tells which it is.
/// </summary>
internal sealed class Utf16Body(Stream body) : RequestStream
{
    private const int Size = 4096;

    private static readonly UnicodeEncoding _little = new(
        bigEndian: false,
        byteOrderMark: true,
        throwOnInvalidBytes: true
    );
    private static readonly UnicodeEncoding _big = new(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true);

    private readonly byte[] _utf16 = new byte[Size];
    private readonly char[] _chars = new char[Size];
    private readonly byte[] _utf8 = new byte[Size * 3];
    private readonly Encoder _encoder = Encoding.UTF8.GetEncoder();
    private ReadOnlyMemory<byte> _ready;
    private Decoder? _decoder;
    private bool _isOver;

    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_ready.IsEmpty && !_isOver)
        {
            Convert(body.ReadAtLeast(_utf16, 2, throwOnEndOfStream: false));
        }

        return Take(buffer.AsMemory(offset, count));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_ready.IsEmpty && !_isOver)
        {
            Convert(await body.ReadAtLeastAsync(_utf16, 2, throwOnEndOfStream: false, cancellationToken));
        }

        return Take(buffer);
    }

    private int Take(Memory<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _ready.Length);
        _ready[..count].CopyTo(buffer);
        _ready = _ready[count..];
        return count;
    }

    /// <summary>Makes ready what has been read; less than a character is the end.</summary>
    private void Convert(int count)
    {
        var isStart = _decoder is null;
        _isOver = count < 2;
        _decoder ??= (IsBigEndian(_utf16.AsSpan(0, count)) ? _big : _little).GetDecoder();
        var chars = _chars.AsSpan(0, _decoder.GetChars(_utf16, 0, count, _chars, 0, flush: _isOver));
        if (isStart && chars is ['\uFEFF', ..])
        {
            chars = chars[1..];
        }

        _ready = _utf8.AsMemory(0, _encoder.GetBytes(chars, _utf8, flush: _isOver));
    }

    /// <summary>By its mark; without one by the zero in the first character, which in JSON is one of ASCII.</summary>
    private static bool IsBigEndian(ReadOnlySpan<byte> start) => start is [0xFE, 0xFF, ..] or [0, ..];
}
