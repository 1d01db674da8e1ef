using System.Globalization;

namespace Extensions.Jobs.Abstractions.Tests;

public sealed class JobIdTests
{
    [Fact]
    public void An_id_is_a_uuid_of_version_7_in_32_lower_case_digits()
    {
        for (var i = 0; i < 1000; i++)
        {
            var id = JobId.New(JobStory.Now);

            Assert.Matches("^[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}$", id);
            Assert.Equal((7, JobId.IsWellFormed(id)), (Guid.ParseExact(id, "N").Version, true));
        }
    }

    [Fact]
    public void It_begins_with_the_time_in_milliseconds()
    {
        var id = JobId.New(JobStory.Now.AddTicks(9_999).ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal(
            JobStory.Now.ToUnixTimeMilliseconds(),
            long.Parse(id.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
        );
    }

    [Fact]
    public void Ids_of_later_milliseconds_sort_behind()
    {
        var ids = Enumerable.Range(0, 2000).Select(i => JobId.New(JobStory.Now.AddMilliseconds(i * 37))).ToArray();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Ids_of_one_millisecond_are_all_different()
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);

        Assert.All(Enumerable.Range(0, 100_000), _ => Assert.True(ids.Add(JobId.New(JobStory.Now))));
    }

    [Fact]
    public void All_of_its_74_other_bits_are_random()
    {
        // Each bit is seen as 0 and as 1; that 200 ids agree in one by chance happens once in 2^199.
        var ids = Enumerable.Range(0, 200).Select(_ => Convert.FromHexString(JobId.New(JobStory.Now))).ToArray();

        var random = Enumerable
            .Range(0, 128)
            .Count(bit => ids.Select(id => (id[bit / 8] >> (7 - (bit % 8))) & 1).Distinct().Count() == 2);

        Assert.Equal(74, random);
    }

    [Theory]
    [InlineData("0193a0c7000070008000000000000001", true)]
    [InlineData("ffffffffffffffffffffffffffffffff", true)]
    [InlineData("0193A0C7000070008000000000000001", false)]
    [InlineData("0193a0c7-0000-7000-8000-000000000001", false)]
    [InlineData("0193a0c700007000800000000000001", false)]
    [InlineData("0193a0c70000700080000000000000011", false)]
    [InlineData("0193a0c700007000800000000000000g", false)]
    [InlineData("0193a0c700007000800000000000000\u0661", false)]
    [InlineData(" 193a0c7000070008000000000000001", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_one_spelling_is_an_id(string? id, bool isWellFormed) =>
        Assert.Equal(isWellFormed, JobId.IsWellFormed(id));
}
