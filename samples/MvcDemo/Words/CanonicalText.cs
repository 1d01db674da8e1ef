using System.Globalization;
using System.Text;

namespace MvcDemo.Words;

/// <summary>Brings text into normalization form C, so that each word has one spelling.</summary>
public static class CanonicalText
{
    private const int PieceLength = 4096;
    private const int LongestMarkRun = 1024;

    /// <summary>
    /// Composes a text. Surrogates without a partner become U+FFFD first, which <see cref="string.Normalize()"/> refuses.
    /// </summary>
    /// <remarks>
    /// Goes piece by piece, so that it can be cancelled. A piece ends before an ASCII character, with which nothing before it
    /// composes; and after 1,024 combining marks in a row, because sorting them takes a time that grows with the square of
    /// their number: two million on one letter, half an hour.
    /// </remarks>
    public static string Compose(string text, CancellationToken cancellationToken)
    {
        var whole = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
        var composed = new StringBuilder(whole.Length);
        for (var start = 0; start < whole.Length; )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = EndOfPiece(whole, start);
            composed.Append(whole[start..end].Normalize(NormalizationForm.FormC));
            start = end;
        }

        return composed.ToString();
    }

    private static int EndOfPiece(string text, int start)
    {
        var marks = 0;
        for (var at = start; at < text.Length; )
        {
            if (marks == LongestMarkRun || (at - start >= PieceLength && char.IsAscii(text[at])))
            {
                return at;
            }

            marks = IsMark(CharUnicodeInfo.GetUnicodeCategory(text, at)) ? marks + 1 : 0;
            at += char.IsSurrogate(text[at]) ? 2 : 1;
        }

        return text.Length;
    }

    private static bool IsMark(UnicodeCategory category) =>
        category
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
