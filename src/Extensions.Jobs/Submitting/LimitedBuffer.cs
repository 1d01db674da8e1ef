using System.Buffers;

namespace Extensions.Jobs;

/// <summary>Grows as it is written, up to a limit.</summary>
internal sealed class LimitedBuffer(int limit) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Advance(int count)
    {
        if (_buffer.WrittenCount + count > limit)
        {
            throw new PayloadTooLargeException();
        }

        _buffer.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.GetSpan(sizeHint);
}

/// <summary>A payload has more bytes than its type of job may store.</summary>
internal sealed class PayloadTooLargeException() : Exception("The payload is too large.");
