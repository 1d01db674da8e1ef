using MvcDemo.Words;

namespace MvcDemo.Tests.Words;

public sealed class LargeTextTests
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    [Fact]
    public void One_word_may_be_the_whole_text()
    {
        var result = Counting.Count(new string('A', FourMebibytes), 10);

        var only = Assert.Single(result.Top);
        Assert.Equal(new string('a', FourMebibytes), only.Word);
        Assert.Equal(1, result.Words);
    }

    [Fact]
    public void Words_of_growing_length_are_all_kept_apart()
    {
        var result = Counting.Count(string.Join(' ', Enumerable.Range(1, 2000).Select(n => new string('x', n))), 1000);

        Assert.Equal(2000, result.Words);
        Assert.Equal(2000, result.DistinctWords);
        Assert.Equal("x", result.Top[0].Word);
    }

    [Fact]
    public void Two_million_words_of_one_letter_are_one_distinct_word()
    {
        var result = Counting.Count(string.Concat(Enumerable.Repeat("a ", FourMebibytes / 2)), 1);

        Assert.Equal(FourMebibytes / 2, result.Words);
        Assert.Equal([new WordFrequency("a", FourMebibytes / 2)], result.Top);
    }

    [Fact]
    public void Half_a_million_distinct_words_are_ranked()
    {
        var text = string.Join(' ', Enumerable.Range(0, 500_000)) + " 7";

        var result = Counting.Count(text, 3);

        Assert.Equal(500_000, result.DistinctWords);
        Assert.Equal([new WordFrequency("7", 2), new WordFrequency("0", 1), new WordFrequency("1", 1)], result.Top);
    }

    [Fact]
    public void Four_mebibytes_of_line_breaks_are_counted() =>
        Assert.Equal(FourMebibytes + 1, Counting.Count(new string('\n', FourMebibytes), 1).Lines);
}
