using System;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Generators;

/// <summary>Derives a slug from a name as Prefect does: lower case, Latin letters without marks, dashes for the rest.</summary>
internal static class Slug
{
    // Each group: the letters, a colon, what stands for them. No table of the operating system is asked: builds must agree.
    private static readonly string[] s_latin =
    [
        "àáâãäåāăąǎǟǡǻȁȃȧạảấầẩẫậắằẳẵặ:a", "ÀÁÂÃÄÅĀĂĄǍȀȂȦẠẢẤẦẨẪẬẮẰẲẴẶ:a", "æǣǽÆǢǼ:ae", "çćĉċčÇĆĈĊČ:c", "ďđðĎĐÐ:d", "èéêëēĕėęěȅȇẹẻẽếềểễệÈÉÊËĒĔĖĘĚȄȆẸẺẼẾỀỂỄỆ:e",
        "ĝğġģǧǵĜĞĠĢǦǴ:g", "ĥħȟĤĦȞ:h", "ìíîïĩīĭįıǐȉȋịỉÌÍÎÏĨĪĬĮİǏȈȊỊỈ:i", "ĳĲ:ij", "ĵĴ:j", "ķǩĸĶǨ:k", "ĺļľŀłĹĻĽĿŁ:l", "ñńņňŉǹÑŃŅŇǸ:n", "ŋŊ:ng",
        "òóôõöøōŏőơǒǫǭǿȍȏȯọỏốồổỗộớờởỡợÒÓÔÕÖØŌŎŐƠǑǪȌȎȮỌỎỐỒỔỖỘỚỜỞỠỢ:o", "œŒ:oe", "ŕŗřȑȓŔŖŘȐȒ:r", "śŝşšșſŚŜŞŠȘ:s", "ßẞ:ss", "ţťŧțŢŤŦȚ:t", "þÞ:th",
        "ùúûüũūŭůűųưǔǖǘǚǜȕȗụủứừửữựÙÚÛÜŨŪŬŮŰŲƯǓȔȖỤỦỨỪỬỮỰ:u", "ŵẁẃẅŴẀẂẄ:w", "ýÿŷỳỵỷỹÝŶŸỲỴỶỸ:y", "źżžŹŻŽ:z",
    ];

    /// <summary>How long a pattern may take on a text of a declaration.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static string From(string name)
    {
        string text = Regex.Replace(string.Concat(name.Select(Transliterate)), "(?<=[0-9]),(?=[0-9])", "", RegexOptions.None, Patience);
        return Regex.Replace(text, "[^a-z0-9]+", "-", RegexOptions.None, Patience).Trim('-');
    }

    public static bool IsValid(string slug) => slug.Length > 0 && slug.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    private static string Transliterate(char c)
    {
        if (c < 128)
        {
            return char.ToLowerInvariant(c).ToString();
        }

        // Marks that stand on their own behind a letter just go.
        if (c is >= '\u0300' and <= '\u036f')
        {
            return "";
        }

        string? group = s_latin.FirstOrDefault(letters => letters.IndexOf(c) >= 0);
        return group is null ? "-" : group.Substring(group.IndexOf(':') + 1);
    }
}
