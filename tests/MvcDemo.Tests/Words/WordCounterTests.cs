using System.Text.RegularExpressions;
using MvcDemo.Words;

namespace MvcDemo.Tests.Words;

public sealed class WordCounterTests
{
    [Fact]
    public void Counts_words_different_words_and_lines()
    {
        var result = Counting.Count("The cat saw the dog.\nThe dog ran.\n", 2);

        Assert.Equal(8, result.Words);
        Assert.Equal(5, result.DistinctWords);
        Assert.Equal(3, result.Lines);
        Assert.Equal([new WordFrequency("the", 3), new WordFrequency("dog", 2)], result.Top);
    }

    [Fact]
    public void The_most_frequent_word_stands_first_then_ordinal_order_decides()
    {
        var result = Counting.Count("b a Z é 'q b \uFB01 \U00010428 z", 1000);

        // Ordinal compares code units: a surrogate is less than U+FB01.
        Assert.Equal(["b", "z", "'q", "a", "é", "\U00010428", "\uFB01"], result.Top.Select(word => word.Word));
        Assert.Equal([2, 2, 1, 1, 1, 1, 1], result.Top.Select(word => word.Count));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 3)]
    [InlineData(1000, 4)]
    public void Answers_as_many_words_as_were_asked_for_and_there_are(int top, int answered) =>
        Assert.Equal(answered, Counting.Count("a b c d", top).Top.Count);

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ", 1)]
    [InlineData("a", 1)]
    [InlineData("\n", 2)]
    [InlineData("\r", 2)]
    [InlineData("\r\n", 2)]
    [InlineData("\n\r", 3)]
    [InlineData("\r\r\n", 3)]
    [InlineData("\r\n\n", 3)]
    [InlineData("a\nb\rc\r\nd", 4)]
    [InlineData("a\u2028b\u2029c\u0085d\fe\vf", 1)] // no line breaks
    public void A_line_break_is_crlf_lf_or_cr(string text, int lines) =>
        Assert.Equal(lines, Counting.Count(text, 1).Lines);

    [Theory]
    [InlineData("caf\u00E9 cafe\u0301 CAFE\u0301", "caf\u00E9")]
    [InlineData("\u212Bngstrom \u00C5ngstrom A\u030Angstrom", "\u00E5ngstrom")]
    [InlineData("a\u0323\u0302 a\u0302\u0323 \u1EAD", "\u1EAD")] // marks in either order
    [InlineData("\u1112\u1161\u11AB \uD55C", "\uD55C")] // Hangul
    public void Spellings_that_mean_the_same_are_one_word(string text, string word)
    {
        var frequency = Assert.Single(Counting.Count(text, 10).Top);
        Assert.Equal(word, frequency.Word);
        Assert.True(frequency.Count > 1);
    }

    [Fact]
    public void Compatible_spellings_stay_apart() => Assert.Equal(2, Counting.Count("\uFB01sh fish", 10).DistinctWords);

    [Fact]
    public void Composition_comes_before_parting_into_words() =>
        // The diaeresis takes the accent, and the two are a symbol: the mark does not belong to the word.
        Assert.Equal("a", Assert.Single(Counting.Count("\u00A8\u0301a", 10).Top).Word);

    [Fact]
    public void Agrees_with_a_regular_expression_about_random_text()
    {
        const string Alphabet = "aAbBéÉ\u0301\u0327'\u2019 \r\n-._09٣½你ßΣ\u0903\u20DD!";
        var random = new Random(20261124);
        for (var round = 0; round < 2000; round++)
        {
            var text = string.Concat(random.GetItems(Alphabet.AsSpan(), random.Next(60)));
            var words = Regex
                .Matches(text.Normalize(), @"[\p{L}\p{M}\p{Nd}'\u2019]+")
                .Where(run => Regex.IsMatch(run.Value, @"[\p{L}\p{Nd}]"))
                .GroupBy(run => run.Value.ToLowerInvariant(), StringComparer.Ordinal)
                .Select(run => new WordFrequency(run.Key, run.Count()))
                .OrderByDescending(word => word.Count)
                .ThenBy(word => word.Word, StringComparer.Ordinal)
                .ToList();

            var result = Counting.Count(text, 1000);

            Assert.Equal(words, result.Top);
            Assert.Equal(words.Sum(word => word.Count), result.Words);
            Assert.Equal(text.Length == 0 ? 0 : Regex.Count(text, "\r\n|\r|\n") + 1, result.Lines);
        }
    }

    [Fact]
    public void Progress_rises_to_100()
    {
        var percents = new List<int>();

        Counting.Count(string.Concat(Enumerable.Repeat("word ", 10_000)), 1, percents.Add);

        Assert.Equal(percents.Order().Distinct(), percents);
        Assert.True(percents.Count > 50);
        Assert.Equal(100, percents[^1]);
    }

    [Fact]
    public void Progress_of_an_empty_text_is_100_at_once()
    {
        var percents = new List<int>();

        Counting.Count("", 1, percents.Add);

        Assert.Equal([100], percents);
    }

    [Fact]
    public void Can_be_cancelled_in_the_middle()
    {
        using var cancelled = new CancellationTokenSource();

        var counting = () =>
            WordCounter.Count(
                string.Concat(Enumerable.Repeat("word ", 10_000)),
                1,
                percent =>
                {
                    Assert.True(percent <= 30);
                    if (percent == 30)
                    {
                        cancelled.Cancel();
                    }
                },
                cancelled.Token
            );

        Assert.Throws<OperationCanceledException>(counting);
    }
}
