using System.Globalization;
using System.Text;

namespace MvcDemo.Words;

/// <summary>
/// Walks over the words of a text: the longest runs of letters, combining marks, decimal digits and apostrophes in which
/// there is at least one letter or digit.
/// </summary>
public ref struct WordRuns(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> _text = text;

    /// <summary>The word on which the walk stands, as it is written.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>How many characters have been walked over.</summary>
    public int Position { get; private set; }

    /// <summary>Goes to the next word.</summary>
    /// <returns>Whether there is one.</returns>
    public bool MoveNext()
    {
        var start = Position;
        var isWord = false;
        while (Position < _text.Length)
        {
            Rune.DecodeFromUtf16(_text[Position..], out var rune, out var length);
            var kind = KindOf(rune);
            if (kind == Kind.Other)
            {
                if (isWord)
                {
                    break;
                }

                start = Position + length;
            }

            isWord |= kind == Kind.Essential;
            Position += length;
        }

        Current = _text[start..Position];
        return isWord;
    }

    private static Kind KindOf(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter
            or UnicodeCategory.LowercaseLetter
            or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter
            or UnicodeCategory.OtherLetter
            or UnicodeCategory.DecimalDigitNumber => Kind.Essential,
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
                Kind.Attached,
            _ => rune.Value is '\'' or '\u2019' ? Kind.Attached : Kind.Other,
        };

    private enum Kind
    {
        /// <summary>Ends a word.</summary>
        Other,

        /// <summary>Belongs to a word, but makes none.</summary>
        Attached,

        /// <summary>Makes a word.</summary>
        Essential,
    }
}
