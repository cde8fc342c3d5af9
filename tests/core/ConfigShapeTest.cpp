// SPDX-License-Identifier: GPL-3.0-or-later
#include "headroom/core/ConfigShape.h"

#include <gtest/gtest.h>

namespace headroom {
namespace {

const ShapeField& shape(std::string_view id)
{
    for (const ShapeField& field : shapeFields()) {
        if (field.id == id)
            return field;
    }
    ADD_FAILURE() << id;
    return shapeFields().front();
}

TEST(ConfigShape, readsAndWritesTheNameThatTheConfigHas)
{
    Value gpt2;
    gpt2.member("model_type") = Value("gpt2");
    gpt2.member("n_layer") = Value::number("12");
    EXPECT_EQ(shapeKey(gpt2, shape("layers")), "n_layer");
    EXPECT_EQ(shapeValue(gpt2, shape("layers")), Value::number("12"));
    const Value deeper = withShape(gpt2, shape("layers"), Value::number("24"));
    EXPECT_EQ(*deeper.find("n_layer"), Value::number("24"));
    EXPECT_EQ(deeper.find("num_hidden_layers"), nullptr);
    EXPECT_EQ(gpt2.find("n_layer")->asNumber()->text, "12") << "the original stays";
}

TEST(ConfigShape, leavesToTheFamilyWhatTheConfigDoesNotSay)
{
    Value config;
    config.member("model_type") = Value("llama");
    EXPECT_EQ(shapeKey(config, shape("kv_heads")), "");
    EXPECT_TRUE(shapeValue(config, shape("kv_heads")).isNull());
    EXPECT_EQ(*withShape(config, shape("kv_heads"), Value::number("8")).find("num_key_value_heads"),
        Value::number("8"));
}

} // namespace
} // namespace headroom
