namespace Extensions.Jobs.Mvc;

/// <summary>
/// Tells whether a body is the literal <c>null</c>, which some input types (JsonElement, those with a converter) would read as
/// a value. Byte by byte, in UTF-8 or UTF-16.
/// </summary>
internal sealed class JsonNull
{
    private int _matched;
    private bool _isOther;

    public bool IsMatch => !_isOther && _matched == 4;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var each in bytes)
        {
            if (_isOther)
            {
                return;
            }

            if (_matched < 4 && each == "null"u8[_matched])
            {
                _matched++;
            }
            else if (!IsBetweenTokens(each))
            {
                _isOther = true;
            }
        }
    }

    /// <summary>White space, the other half of a UTF-16 character, and the bytes of byte order marks.</summary>
    private static bool IsBetweenTokens(byte each) =>
        each is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x00 or 0xEF or 0xBB or 0xBF or 0xFE or 0xFF;
}
