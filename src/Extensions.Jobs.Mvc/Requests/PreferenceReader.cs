using System.Text;
using Microsoft.Extensions.Primitives;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Reads <c>Prefer</c> (RFC 7240, 2): several lines are one list; values are tokens or quoted; parameters are passed over, for no
/// preference of ours has any.
/// </summary>
internal ref struct PreferenceReader(string line)
{
    private readonly ReadOnlySpan<char> _line = line;
    private int _at;

    /// <summary>All preferences, in order. An empty value is none; what is malformed has an empty name.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Read(StringValues lines)
    {
        List<(string, string?)> found = [];
        foreach (var line in lines)
        {
            var reader = new PreferenceReader(line ?? "");
            while (reader.MoveNext())
            {
                found.Add(reader.ReadOne());
            }
        }

        return found;
    }

    /// <summary>To the next that is not empty.</summary>
    private bool MoveNext()
    {
        while (_at < _line.Length && _line[_at] is ',' or ' ' or '\t')
        {
            _at++;
        }

        return _at < _line.Length;
    }

    private (string Name, string? Value) ReadOne()
    {
        var isWhole = TryReadPair(out var name, out var value);
        while (isWhole && TryTake(';'))
        {
            SkipSpace();
            isWhole = _at == _line.Length || _line[_at] is ';' or ',' || TryReadPair(out _, out _);
        }

        if (isWhole && (_at == _line.Length || _line[_at] == ','))
        {
            return (name.ToLowerInvariant(), value.Length == 0 ? null : value);
        }

        SkipToComma();
        return ("", null);
    }

    private bool TryReadPair(out string name, out string value)
    {
        name = ReadToken();
        value = "";
        if (name.Length == 0 || !TryTake('='))
        {
            return name.Length > 0;
        }

        SkipSpace();
        if (_at < _line.Length && _line[_at] == '"')
        {
            return TryReadQuoted(out value);
        }

        value = ReadToken();
        SkipSpace();
        return true;
    }

    private bool TryReadQuoted(out string value)
    {
        var text = new StringBuilder();
        value = "";
        for (_at++; _at < _line.Length; _at++)
        {
            if (_line[_at] == '"')
            {
                _at++;
                SkipSpace();
                value = text.ToString();
                return true;
            }

            if (_line[_at] == '\\' && ++_at == _line.Length)
            {
                return false;
            }

            text.Append(_line[_at]);
        }

        return false;
    }

    private string ReadToken()
    {
        var rest = _line[_at..];
        var end = rest.IndexOfAnyExcept(Tokens.Characters);
        var token = end < 0 ? rest : rest[..end];
        _at += token.Length;
        return token.ToString();
    }

    /// <summary>With white space on both sides.</summary>
    private bool TryTake(char separator)
    {
        SkipSpace();
        if (_at == _line.Length || _line[_at] != separator)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpace()
    {
        while (_at < _line.Length && _line[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipToComma()
    {
        var comma = _line[_at..].IndexOf(',');
        _at = comma < 0 ? _line.Length : _at + comma;
    }
}
