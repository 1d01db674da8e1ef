using System.Globalization;
using System.Text;
using MvcDemo.Words;

namespace MvcDemo.Tests.Words;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("plain text\r\n")]
    [InlineData("e\u0301 ")]
    [InlineData("o\u0302\u0323\u0301, ")]
    [InlineData("\u1112\u1161\u11AB")]
    [InlineData("\u1112\u1161\u11AB ")]
    [InlineData("=\u0338<\u0338\u00A8\u0301")]
    [InlineData("\u0301")]
    [InlineData("\U00020000\U0001D15E\u0958")]
    public void Pieces_make_the_same_as_the_whole(string text)
    {
        var whole = string.Concat(Enumerable.Repeat(text, 20_000));

        Assert.Equal(whole.Normalize(), Compose(whole));
    }

    [Fact]
    public void Random_text_is_composed_as_the_framework_does_it()
    {
        var random = new Random(20261124);
        string[] parts =
        [
            "e",
            "\u0301",
            "\u0323",
            "\u00A8",
            "\u1112",
            "\u1161",
            "\u11AB",
            " ",
            "=",
            "\u0338",
            "𐐀",
            "語",
        ];
        var text = string.Concat(Enumerable.Range(0, 200_000).Select(_ => parts[random.Next(parts.Length)]));

        Assert.Equal(text.Normalize(), Compose(text));
    }

    // No [InlineData] here: an attribute cannot hold what is no UTF-16.
    [Fact]
    public void Surrogates_without_a_partner_become_replacement_characters()
    {
        Assert.Equal("\uFFFD", Compose("\uD800"));
        Assert.Equal("\uFFFD\uFFFD", Compose("\uDC00\uD800"));
        Assert.Equal("\u00E9\uFFFD!", Compose("e\u0301\uD83D!"));
        Assert.Equal("\uD83D\uDE00", Compose("\uD83D\uDE00"));
        Assert.Equal("\uFFFD\uD83D\uDE00", Compose("\uD83D\uD83D\uDE00"));
    }

    [Fact]
    public void A_thousand_marks_on_one_letter_are_sorted()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 500));

        Assert.Equal(text.Normalize(), Compose(text));
    }

    [Fact]
    public void Two_million_marks_on_one_letter_take_no_quadratic_time()
    {
        var text = "a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 1_000_000));

        // In one piece this takes half an hour.
        var composed = Compose(text);

        Assert.StartsWith("\u1EA1", composed, StringComparison.Ordinal); // a with dot below
        Assert.True(composed.Skip(1).All(mark => char.GetUnicodeCategory(mark) == UnicodeCategory.NonSpacingMark));
        Assert.Equal(1, Counting.Count(text, 1).Words);
    }

    [Fact]
    public void A_cancelled_token_stops_it() =>
        Assert.Throws<OperationCanceledException>(() => CanonicalText.Compose("a", new CancellationToken(true)));

    [Fact]
    public void Normalization_works_on_this_machine() => Assert.True("\u00E9".IsNormalized(NormalizationForm.FormC));

    private static string Compose(string text) => CanonicalText.Compose(text, TestContext.Current.CancellationToken);
}
