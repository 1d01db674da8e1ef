namespace MvcDemo.Tests.Words;

public sealed class WhatIsAWordTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\u00A0\u2028")]
    [InlineData("... --- !?")]
    [InlineData("'")]
    [InlineData("'\u2019''")]
    [InlineData("\u0301")] // a combining mark alone
    [InlineData("'\u0301\u2019")]
    [InlineData("\u20DD")] // an enclosing mark
    [InlineData("_")]
    [InlineData("½ ² Ⅷ ①")] // numbers, but no decimal digits
    [InlineData("€ + 😀 ©")]
    [InlineData("\uFFFD")]
    [InlineData("\0")]
    public void Text_without_a_letter_or_digit_has_no_word(string text) => Assert.Empty(WordsOf(text));

    [Theory]
    [InlineData("hello", "hello")]
    [InlineData("Hello, World!", "hello", "world")]
    [InlineData("one-two", "one", "two")]
    [InlineData("snake_case", "case", "snake")]
    [InlineData("3.14", "14", "3")]
    [InlineData("abc123", "abc123")]
    [InlineData("2nd", "2nd")]
    [InlineData("a.b.c", "a", "b", "c")]
    [InlineData("a\0b", "a", "b")]
    [InlineData("x\u200By", "x", "y")] // a zero-width space is a space
    [InlineData("x\u00ADy", "x", "y")] // a soft hyphen
    public void Words_are_parted_by_everything_else(string text, params string[] words) =>
        Assert.Equal(words, WordsOf(text));

    [Theory]
    [InlineData("don't", "don't")]
    [InlineData("don\u2019t", "don\u2019t")]
    [InlineData("don't don\u2019t", "don't", "don\u2019t")]
    [InlineData("'quoted'", "'quoted'")]
    [InlineData("rock 'n' roll", "'n'", "rock", "roll")]
    [InlineData("don`t \u2018no\u201B", "don", "no", "t")] // other quotes are no apostrophes
    public void Both_apostrophes_belong_to_words_and_are_kept_apart(string text, params string[] words) =>
        Assert.Equal(words, WordsOf(text));

    [Theory]
    [InlineData("Grüße", "grüße")]
    [InlineData("ΣΊΣΥΦΟΣ", "σίσυφοσ")]
    [InlineData("Привет", "привет")]
    [InlineData("你好 世界", "世界", "你好")]
    [InlineData("नमस्ते", "नमस्ते")] // holds spacing and non-spacing marks
    [InlineData("٣٤", "٣٤")]
    [InlineData("ǅ", "ǆ")] // title case
    [InlineData("ʰ", "ʰ")] // a modifier letter
    [InlineData("a\u20DD", "a\u20DD")]
    [InlineData("'\u0301a", "'\u0301a")] // a mark at the beginning of a run belongs to it
    public void Letters_marks_and_digits_of_all_scripts_count(string text, params string[] words) =>
        Assert.Equal(words, WordsOf(text));

    [Theory]
    [InlineData("\U0001F600a\U0001F600", "a")] // an emoji
    [InlineData("\U00020000\U00020001", "\U00020000\U00020001")] // ideographs
    [InlineData("\U00010400x", "\U00010428x")] // Deseret has cases
    [InlineData("\U0001D7D8\U0001D7D9", "\U0001D7D8\U0001D7D9")] // digits
    [InlineData("a\U0001D165b", "a\U0001D165b")] // a musical mark
    public void Characters_of_two_code_units_are_taken_whole(string text, params string[] words) =>
        Assert.Equal(words, WordsOf(text));

    // No [InlineData] here: an attribute cannot hold what is no UTF-16.
    [Fact]
    public void Surrogates_without_a_partner_part_words()
    {
        Assert.Equal(["a", "b"], WordsOf("a\uD800b"));
        Assert.Equal(["a"], WordsOf("\uDC00a"));
        Assert.Equal(["a"], WordsOf("a\uD83D"));
        Assert.Empty(WordsOf("\uDE00\uD83D"));
        Assert.Equal(["e", "\u0301e"], WordsOf("e\uD800\u0301e")); // the mark finds nothing to compose with
    }

    private static IEnumerable<string> WordsOf(string text) =>
        Counting.Count(text, 1000).Top.Select(word => word.Word).Order(StringComparer.Ordinal);
}
