// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "headroom/architectures/OwnNetwork.h"
#include "headroom/base/Result.h"
#include "headroom/base/Value.h"

#include <QWidget>

#include <optional>
#include <string>
#include <vector>

class QGridLayout;
class QLabel;

namespace headroom::gui {

/// The editors of one layer of an own network: one for each key that its type has.
class LayerForm : public QWidget {
    Q_OBJECT

public:
    explicit LayerForm(QWidget* parent = nullptr);

    /// Shows the layer; nullptr: none. The editors stay where it is the same layer of the same
    /// type.
    void setLayer(const std::string& place, const Value* layer);
    /// The keyboard focus to the first editor.
    void focusFirst();

Q_SIGNALS:
    /// A key has another value; null: it is taken away.
    void keyEdited(const std::string& key, const headroom::Value& value);
    /// What stands in an editor is no value of its key; none: it is one again.
    void inputErrorChanged(const std::optional<headroom::Error>& error);
    /// The user is done with an edit.
    void committed();

private:
    struct Editor {
        const architectures::LayerKey* key;
        QWidget* widget;
    };
    void build(const architectures::LayerType& type);
    [[nodiscard]] QWidget* makeEditor(const architectures::LayerKey& key);
    [[nodiscard]] QWidget* makeNumber(const architectures::LayerKey& key);
    [[nodiscard]] QWidget* makeSizes(const architectures::LayerKey& key);
    void show(const Editor& editor, const Value& layer);

    QGridLayout* m_layout;
    std::string m_place;
    const architectures::LayerType* m_type = nullptr;
    std::vector<Editor> m_editors;
};

} // namespace headroom::gui
