using System.Text.Json;
using ControlTower.Playbook.Vocabulary;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ControlTower.Data;

/// <summary>Enumerations are stored as they travel: camel case.</summary>
internal sealed class CamelCaseConverter<TEnum>() : ValueConverter<TEnum, string>(value => Spell(value), text => Read(text))
    where TEnum : struct, Enum
{
    private static string Spell(TEnum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static TEnum Read(string text) => Enum.Parse<TEnum>(text, ignoreCase: true);
}

/// <summary>Codes of cases are stored as people say them: <c>PHONE_INVALID</c>.</summary>
internal sealed class ExceptionCodeConverter() : ValueConverter<ExceptionCode, string>(code => code.Text(), text => Read(text))
{
    private static ExceptionCode Read(string text) =>
        ExceptionCodes.Find(text) ?? throw new InvalidOperationException($"The database holds the code {text}, which this version does not know.");
}
